import Foundation
import Glibc

/// A terminal that a test reads, as a user's eyes would. It holds about 4,000 characters.
final class Terminal {
  private let descriptor: Int32
  /// The device that a program writes to.
  let path: String

  static var isAvailable: Bool {
    guard let terminal = Terminal() else { return false }
    return access(terminal.path, W_OK) == 0
  }

  init?() {
    descriptor = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    var lock: Int32 = 0
    var number: UInt32 = 0
    // TIOCSPTLCK and TIOCGPTN of Linux's <asm/ioctls.h>: unlock the device, and ask its number.
    guard descriptor >= 0, ioctl(descriptor, 0x4004_5431, &lock) == 0,
      ioctl(descriptor, 0x8004_5430, &number) == 0
    else {
      if descriptor >= 0 { close(descriptor) }
      return nil
    }
    path = "/dev/pts/\(number)"
  }

  deinit { close(descriptor) }

  /// What was written so far.
  func received() -> String {
    _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 8192)
    while true {
      let count = read(descriptor, &buffer, buffer.count)
      guard count > 0 else { return String(decoding: bytes, as: UTF8.self) }
      bytes += buffer[0..<count]
    }
  }
}

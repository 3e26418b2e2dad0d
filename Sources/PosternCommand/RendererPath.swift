import Glibc

/// Where the drawing program is.
enum RendererPath {
  /// `postern-render` beside the real path of this program; nil where there is none.
  static func beside() -> String? {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
    guard readlink("/proc/self/exe", &buffer, Int(PATH_MAX)) > 0 else { return nil }
    let path = buffer.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
    guard let slash = path.lastIndex(of: "/") else { return nil }
    let candidate = path[...slash] + "postern-render"
    return access(String(candidate), X_OK) == 0 ? String(candidate) : nil
  }
}

import Documents

/// What a user signs in with. Nil where the snapshot does not tell.
package struct Credentials: Sendable {
  package var hasPassword: Bool?
  package var passwordLastUsed: Double?
  package var passwordChanged: Double?
  /// Whether a report tells when passwords and keys were used, so that no time means never.
  package var knowsUse = false
  package var accessKeys: [AccessKey]?
  /// Second factors; empty when it is known that there is none.
  package var factors: [Factor]?
  /// Where the facts were read.
  package var origins: [Origin]

  package init() { origins = [] }

  /// Whether a long-lived key works; nil when unknown.
  package var hasActiveKey: Bool? { accessKeys.map { $0.contains(where: \.isActive) } }
}

/// A long-lived access key. Its secret is never in an export, and its id is never printed.
package struct AccessKey: Sendable {
  package var isActive: Bool
  package var created: Double?
  package var lastUsed: Double?

  package init(isActive: Bool, created: Double?, lastUsed: Double?) {
    self.isActive = isActive
    self.created = created
    self.lastUsed = lastUsed
  }
}

/// A second factor of a sign-in.
package struct Factor: Sendable, Hashable {
  package enum Kind: String, Sendable, Hashable {
    /// A one-time code: a phishing proxy relays it.
    case totp = "TOTP"
    case push
    /// A security key or passkey: bound to the site, not phishable.
    case fido2 = "FIDO2"
    /// There is a factor, and nothing tells which.
    case unknown
  }

  package var kind: Kind
  package var serial: String?

  package init(kind: Kind, serial: String?) {
    self.kind = kind
    self.serial = serial
  }

  /// What the serial number says: `…:u2f/…` is a security key, `…:mfa/…` a virtual device, and
  /// anything that is no ARN the number of a hardware code generator.
  package init(serial: String) {
    let isKey = serial.contains(":u2f/") || serial.contains(":passkey/")
    self.init(kind: isKey ? .fido2 : .totp, serial: serial)
  }
}

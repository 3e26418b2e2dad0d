import Documents

/// Data of machine learning that lies in one place, with what says so.
package struct Asset: Sendable, Hashable {
  /// How much is to be made of what says so.
  package enum Strength: Int, Sendable, Hashable, Comparable {
    case name
    case tag
    /// The configuration of a workload, or `postern.yaml`, names the place.
    case configuration

    package static func < (left: Strength, right: Strength) -> Bool {
      left.rawValue < right.rawValue
    }
  }

  /// A workload that reads, writes or runs what lies there.
  package struct Source: Sendable, Hashable {
    /// Its number among the resources.
    package var workload: Int
    package var use: DataReference.Use
    package var origin: Origin
  }

  /// The number of the bucket, or of the part of it, among the resources.
  package var resource: Int
  /// What lies there, each kind once.
  package var uses: [DataReference.Use]
  package var strength: Strength
  /// The workloads, in the order of their ARNs; none where a tag or a name says it.
  package var sources: [Source]
  /// What says so, where it is no workload: the tag as `key=value`.
  package var note: String

  package init(
    resource: Int, uses: [DataReference.Use], strength: Strength, sources: [Source] = [],
    note: String = ""
  ) {
    self.resource = resource
    self.uses = uses
    self.strength = strength
    self.sources = sources
    self.note = note
  }
}

extension DataReference.Use {
  /// Whether what lies there is data of machine learning by itself; other outputs and inputs, and
  /// other programs, count where something else says so.
  package var isAsset: Bool { self != .output && self != .program }
}

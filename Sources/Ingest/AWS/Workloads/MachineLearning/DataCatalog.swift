import Documents
import Environment

/// Glue's data catalogue: where the data of its tables lie.
enum DataCatalog {
  static let rules = [
    WorkloadShape.names(
      "glue", "get-databases", .single, "DatabaseList", tells: "databases of the data catalogue"),
    WorkloadShape(
      service: "glue", operation: "get-tables", kind: "aws:glue:table", role: .describes,
      naming: .either, tells: "where the data of tables lie", entries: "TableList", arn: "",
      build: { entry, file, builder in
        guard let name = builder.text("Name", of: entry, file) else { return nil }
        let database = entry["DatabaseName"]?.string ?? file.name
        return builder.builtARN("glue", "table/\(database)/\(name)", file)
      },
      complete: { entry, table, file, builder in
        // A table may as well lie in a stream or another database.
        let paths = [
          DataPath("StorageDescriptor.Location", .table, isOpen: true),
          DataPath("StorageDescriptor.AdditionalLocations[]", .table, isOpen: true),
        ]
        table.data = builder.places(paths, of: entry, file)
      }
    ).rule,
  ]
}

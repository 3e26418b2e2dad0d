import Environment

/// The JSON Schema of `postern.yaml` (draft 2020-12), for editors.
package enum SettingsSchema {
  /// The schema as JSON text, with a line end.
  package static let text = """
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "title": "Settings for Postern",
      "type": ["object", "null"],
      "additionalProperties": false,
      "properties": {
        "accounts": {
          "description": "Names for accounts, by id.",
          "type": ["object", "null"],
          "propertyNames": {"pattern": "^[0-9]{12}$"},
          "additionalProperties": {"type": ["string", "number"], "minLength": 1}
        },
        "attacker": {
          "description": "Who is assumed to attack; --attacker outweighs it.",
          "enum": [\(attackers)]
        },
        "starts": {
          "description": "Further identities from which an attacker could begin, by ARN.",
          "$ref": "#/$defs/identifiers"
        },
        "targets": {
          "description": "Further things that an attacker would want, by ARN.",
          "$ref": "#/$defs/identifiers"
        },
        "training_data": {
          "description": "What marks a bucket as training data, in place of the built-in marks.",
          "type": ["object", "null"],
          "additionalProperties": false,
          "properties": {
            "tags": {
              "description": "Keys of tags with the values that mark it; * stands for any.",
              "type": ["object", "null"],
              "additionalProperties": {"$ref": "#/$defs/texts"}
            },
            "names": {
              "description": "Patterns of names; * stands for any characters.",
              "$ref": "#/$defs/texts"
            }
          }
        },
        "accepted_risks": {
          "description": "Findings that are known and lived with until a day.",
          "type": ["array", "null"],
          "items": {
            "type": "object",
            "required": ["owner", "reason", "expires"],
            "additionalProperties": false,
            "properties": {
              "finding": {"description": "The finding's id in the report.", "type": "string"},
              "start": {"description": "The id of a start.", "type": "string"},
              "target": {"description": "The id of a target.", "type": "string"},
              "impact": {"enum": [\(impacts)]},
              "owner": {"description": "Who answers for it.", "type": "string", "minLength": 1},
              "reason": {"type": "string", "minLength": 1},
              "expires": {
                "description": "The last day on which it is accepted.",
                "type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
              }
            },
            "anyOf": [
              {"required": ["finding"], "not": {"anyOf": [
                {"required": ["start"]}, {"required": ["target"]}, {"required": ["impact"]}]}},
              {"required": ["start"], "not": {"required": ["finding"]}},
              {"required": ["target"], "not": {"required": ["finding"]}}
            ]
          }
        }
      },
      "$defs": {
        "texts": {
          "anyOf": [
            {"type": ["string", "number", "boolean", "null"]},
            {"type": "array", "items": {"type": ["string", "number", "boolean"]}}
          ]
        },
        "identifiers": {
          "anyOf": [
            {"type": ["string", "null"]}, {"type": "array", "items": {"type": "string"}}
          ]
        }
      }
    }

    """

  private static let attackers = Attacker.allCases.map { "\"\($0.rawValue)\"" }
    .joined(separator: ", ")

  private static let impacts = AcceptedRisk.impacts.map { "\"\($0)\"" }.joined(separator: ", ")
}

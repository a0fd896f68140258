package dev.stitch.activities.agent;

/** The schema of what tools answer that tell of changes. */
final class ChangesSchema {

  private ChangesSchema() {}

  /**
   * @param properties what is told besides
   */
  static String of(String properties) {
    return """
    {"type": "object", "required": ["filesChanged", "insertions", "deletions", "files", "truncated"], "properties": {
      "filesChanged": {"type": "integer"},
      "insertions": {"type": "integer"},
      "deletions": {"type": "integer"},
      "files": {"type": "array", "maxItems": 500, "items": {
        "type": "object", "required": ["path", "status"], "properties": {
          "path": {"type": "string"},
          "oldPath": {"type": ["string", "null"]},
          "status": {"type": "string"},
          "insertions": {"type": "integer"},
          "deletions": {"type": "integer"},
          "binary": {"type": "boolean"}}}},
      "truncated": {"type": "boolean"},
      %s}}
    """
        .formatted(properties);
  }
}

package dev.stitch.campaign;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.model.TemplateStepType;
import dev.stitch.step.ConfigSchema;
import java.time.Duration;
import java.util.OptionalInt;

/** What the config of a template and of each type of step may say; JSON Schema says most of it. */
final class StepConfigs {

  private static final String WINDOW =
      """
      {"type": "object", "properties": {
        "days": {"type": "array", "minItems": 1, "uniqueItems": true, "items": {"$ref": "#/$defs/day"}},
        "from": {"$ref": "#/$defs/opening"}, "to": {"$ref": "#/$defs/closing"},
        "blocks": {"type": "array", "maxItems": 20, "items": {"type": "object", "required": ["from", "to"],
          "properties": {
            "days": {"type": "array", "minItems": 1, "uniqueItems": true, "items": {"$ref": "#/$defs/day"}},
            "from": {"$ref": "#/$defs/opening"}, "to": {"$ref": "#/$defs/closing"}}}},
        "timezone": {"type": "string", "format": "timezone"},
        "holidays": {"type": "array", "maxItems": 400, "items": {"type": "string", "format": "date"}}}}
      """;

  private static final String DEFINITIONS =
      """
      "$defs": {
        "day": {"enum": ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]},
        "opening": {"type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$"},
        "closing": {"type": "string", "pattern": "^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$"},
        "name": {"type": "string", "minLength": 1, "maxLength": 200},
        "variants": {"type": "array", "minItems": 1, "maxItems": 20, "items": {
          "type": "object", "required": ["name"], "additionalProperties": false, "properties": {
            "name": {"$ref": "#/$defs/name"},
            "weight": {"type": "number", "minimum": 0, "maximum": 1000000},
            "subject": {"type": "string", "minLength": 1},
            "text": {"type": "string"}, "html": {"type": "string"}}}},
        "window": %s
      }
      """
          .formatted(WINDOW);

  static final JsonNode TEMPLATE =
      schema(
          """
          "properties": {
            "window": {"$ref": "#/$defs/window"},
            "mailbox": {"$ref": "#/$defs/name"}, "connection": {"$ref": "#/$defs/name"},
            "mailboxes": {"type": "array", "minItems": 1, "maxItems": 50, "uniqueItems": true,
              "items": {"$ref": "#/$defs/name"}},
            "topic": {"$ref": "#/$defs/name"}, "trackClicks": {"type": "boolean"},
            "stopOnReply": {"enum": [true, false, "all"]},
            "exitWhen": {"type": "string", "minLength": 1},
            "reenrol": {"oneOf": [
              {"const": "never"},
              {"type": "object", "required": ["after"], "additionalProperties": false,
               "properties": {"after": {"type": "string", "format": "duration"}}}]},
            "sameCompany": {"enum": ["stop", "delay", "ignore"]},
            "goal": {"type": "object", "additionalProperties": false,
              "oneOf": [{"required": ["event"]}, {"required": ["when"]}],
              "properties": {
                "event": {"$ref": "#/$defs/name"},
                "when": {"type": "string", "minLength": 1, "maxLength": 10000},
                "within": {"type": "string", "format": "duration"},
                "exit": {"type": "boolean"}}},
            "variantGoal": {"enum": ["reply", "goal"]},
            "query": true, "maxResults": true, "create": true, "tags": true,
            "contactIds": true, "contactFilter": true, "fields": true, "sources": true,
            "criteria": true, "model": true, "script": true
          }
          """);

  private static final JsonNode MAIL =
      schema(
          """
          "anyOf": [{"required": ["subject"]}, {"required": ["variants"]}, {"required": ["mailTemplate"]}],
          "properties": {
            "mailTemplate": {"type": "string", "minLength": 1},
            "mailTemplateVersion": {"type": "integer", "minimum": 1},
            "subject": {"type": "string", "minLength": 1}, "text": {"type": "string"},
            "html": {"type": "string"}, "from": {"type": "string", "minLength": 1},
            "replyTo": {"type": "string", "minLength": 1},
            "mailbox": {"$ref": "#/$defs/name"}, "connection": {"$ref": "#/$defs/name"},
            "mailboxes": {"type": "array", "minItems": 1, "maxItems": 50, "uniqueItems": true,
              "items": {"$ref": "#/$defs/name"}},
            "variants": {"$ref": "#/$defs/variants"}, "window": {"$ref": "#/$defs/window"},
            "topic": {"$ref": "#/$defs/name"}, "transactional": {"type": "boolean"},
            "trackClicks": {"type": "boolean"},
            "followUp": {"type": "boolean"}, "sameThread": {"type": "boolean"}
          }
          """);

  private static final JsonNode DIRECT_MESSAGE =
      schema(
          """
          "anyOf": [{"required": ["text"]}, {"required": ["variants"]}],
          "properties": {
            "subject": {"type": "string"}, "text": {"type": "string", "minLength": 1},
            "connection": {"$ref": "#/$defs/name"}, "variants": {"$ref": "#/$defs/variants"},
            "window": {"$ref": "#/$defs/window"}, "topic": {"$ref": "#/$defs/name"},
            "transactional": {"type": "boolean"}, "followUp": {"type": "boolean"}
          }
          """);

  private static final JsonNode ENGAGEMENT =
      schema(
          """
          "properties": {
            "note": {"type": "string"}, "text": {"type": "string"},
            "target": {"type": "string", "pattern": "^(latest_post|https?://.+)$", "maxLength": 2000},
            "connection": {"$ref": "#/$defs/name"}
          }
          """);

  private static final JsonNode COMMENT =
      schema(
          """
          "required": ["text"],
          "properties": {
            "text": {"type": "string", "minLength": 1},
            "target": {"type": "string", "pattern": "^(latest_post|https?://.+)$", "maxLength": 2000},
            "connection": {"$ref": "#/$defs/name"}
          }
          """);

  /** The rest is checked as the config of the step type {@code wait}. */
  private static final JsonNode WAIT =
      schema("\"properties\": {\"duration\": {}, \"until\": {}, \"window\": {}}");

  private static final JsonNode CONDITION =
      schema(
          """
          "required": ["expression"],
          "properties": {
            "expression": {"type": "string", "minLength": 1},
            "otherwise": {"oneOf": [
              {"enum": ["stop", "skip"]},
              {"type": "object", "required": ["goto"], "additionalProperties": false,
               "properties": {"goto": {"type": "integer"}}}]}
          }
          """);

  private StepConfigs() {}

  /**
   * The schema of a step's config.
   *
   * @param byMail whether the template's messages are mails
   */
  static JsonNode schema(TemplateStepType type, boolean byMail) {
    return switch (type) {
      case MESSAGE -> byMail ? MAIL : DIRECT_MESSAGE;
      case CONNECT, FOLLOW, LIKE -> ENGAGEMENT;
      case COMMENT -> COMMENT;
      case WAIT -> WAIT;
      case CONDITION -> CONDITION;
    };
  }

  /** Hours as a duration, to the second. */
  static Duration duration(double hours) {
    return Duration.ofSeconds(Math.round(hours * 3600));
  }

  /**
   * The step that a condition leads to when it does not hold; empty when the sequence ends. Without
   * a word about it, it does.
   */
  static OptionalInt otherwise(int index, JsonNode config) {
    JsonNode otherwise = config.path("otherwise");
    if (otherwise.path("goto").isIntegralNumber()) {
      return OptionalInt.of(otherwise.path("goto").intValue());
    }
    return "skip".equals(otherwise.textValue()) ? OptionalInt.of(index + 2) : OptionalInt.empty();
  }

  private static JsonNode schema(String rest) {
    return ConfigSchema.of("{\"type\": \"object\", " + DEFINITIONS + ", " + rest + "}");
  }
}

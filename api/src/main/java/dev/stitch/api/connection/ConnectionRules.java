package dev.stitch.api.connection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.api.error.ApiProblem;
import dev.stitch.api.http.SchemaCheck;
import dev.stitch.step.ConfigSchema;
import dev.stitch.store.connection.Toolkit;
import io.micronaut.core.annotation.Nullable;

/** What a connection may hold. */
final class ConnectionRules {

  private static final int MAX_NAME = 100;

  private static final int MAX_SECRET = 8_192;

  /** A header takes visible ASCII only. */
  private static final String HEADER_SAFE = "[\\x21-\\x7e]([\\x20-\\x7e]*[\\x21-\\x7e])?";

  private static final JsonNode HTTP =
      ConfigSchema.of(
          """
          {
            "type": "object", "required": ["scheme", "hosts"], "additionalProperties": false,
            "properties": {
              "scheme": {"type": "string", "enum": ["bearer", "basic", "header"]},
              "username": {"type": "string", "maxLength": 200, "pattern": "^[\\\\x21-\\\\x39\\\\x3b-\\\\x7e]*$"},
              "header": {"type": "string", "pattern": "^[A-Za-z0-9-]{1,64}$"},
              "hosts": {
                "type": "array", "minItems": 1, "maxItems": 50,
                "items": {"type": "string", "pattern": "^(\\\\*\\\\.)?[A-Za-z0-9.:-]{1,253}$"}
              },
              "testUrl": {"type": "string", "maxLength": 2000, "pattern": "^https?://"}
            },
            "allOf": [
              {
                "if": {"properties": {"scheme": {"const": "basic"}}},
                "then": {"required": ["username"]}
              },
              {
                "if": {"properties": {"scheme": {"const": "header"}}},
                "then": {"required": ["header"]}
              }
            ]
          }
          """);

  private static final JsonNode SMTP =
      ConfigSchema.of(
          """
          {
            "type": "object", "required": ["host"], "additionalProperties": false,
            "properties": {
              "host": {"type": "string", "pattern": "^[A-Za-z0-9.:-]{1,253}$"},
              "port": {"type": "integer", "minimum": 1, "maximum": 65535},
              "tls": {"type": "string", "enum": ["implicit", "required", "optional", "never"]},
              "username": {"type": "string", "maxLength": 320}
            }
          }
          """);

  /** Where the key is sent is the operator's to say. */
  private static final JsonNode ANTHROPIC =
      ConfigSchema.of("{\"type\": \"object\", \"additionalProperties\": false}");

  private ConnectionRules() {}

  static String name(@Nullable String name) {
    if (name == null || name.isBlank() || name.strip().length() > MAX_NAME) {
      throw ApiProblem.invalid("/name", "must be 1 to " + MAX_NAME + " characters");
    }
    return name.strip();
  }

  static ObjectNode config(Toolkit toolkit, @Nullable ObjectNode config) {
    if (config == null) {
      throw ApiProblem.invalid("/config", "is required");
    }
    JsonNode schema =
        switch (toolkit) {
          case HTTP -> HTTP;
          case SMTP -> SMTP;
          case ANTHROPIC -> ANTHROPIC;
        };
    return (ObjectNode) SchemaCheck.checked(schema, config, "/config");
  }

  /** A secret that can be sent as it is; null keeps the one there is. */
  static @Nullable String secret(Toolkit toolkit, @Nullable String secret) {
    if (secret == null) {
      return null;
    }
    if (secret.isEmpty() || secret.length() > MAX_SECRET) {
      throw ApiProblem.invalid("/secret", "must be 1 to " + MAX_SECRET + " characters");
    }
    if (toolkit != Toolkit.SMTP && !secret.matches(HEADER_SAFE)) {
      throw ApiProblem.invalid("/secret", "must be visible ASCII, as it is sent in a header");
    }
    return secret;
  }
}

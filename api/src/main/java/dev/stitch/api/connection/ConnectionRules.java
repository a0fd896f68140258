package dev.stitch.api.connection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.api.error.ApiProblem;
import dev.stitch.connectors.oauth.Tokens;
import dev.stitch.launch.request.SchemaCheck;
import dev.stitch.model.ServerToolName;
import dev.stitch.step.ConfigSchema;
import dev.stitch.store.connection.Credentials;
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

  private static final JsonNode MCP =
      ConfigSchema.of(
          """
          {
            "type": "object", "required": ["url"], "additionalProperties": false,
            "properties": {"url": {"type": "string", "maxLength": 2000, "pattern": "^https?://"}}
          }
          """);

  private static final JsonNode X =
      ConfigSchema.of(
          """
          {
            "type": "object", "additionalProperties": false,
            "properties": {"fieldNames": {"type": "string", "enum": ["tweet", "post"]}}
          }
          """);

  private static final JsonNode NOTHING = ANTHROPIC;

  private ConnectionRules() {}

  static String name(Toolkit toolkit, @Nullable String name) {
    if (toolkit == Toolkit.MCP && (name == null || !name.matches(ServerToolName.CONNECTION))) {
      throw ApiProblem.invalid(
          "/name",
          "must be 1 to 30 lower-case letters, digits and hyphens: tools are called by it");
    }
    if (name == null || name.isBlank() || name.strip().length() > MAX_NAME) {
      throw ApiProblem.invalid("/name", "must be 1 to " + MAX_NAME + " characters");
    }
    return name.strip();
  }

  static ObjectNode config(Toolkit toolkit, @Nullable ObjectNode config) {
    if (config == null) {
      if (toolkit.isPlatform()) {
        return JsonNodeFactory.instance.objectNode();
      }
      throw ApiProblem.invalid("/config", "is required");
    }
    JsonNode schema =
        switch (toolkit) {
          case HTTP -> HTTP;
          case SMTP -> SMTP;
          case ANTHROPIC -> ANTHROPIC;
          case MCP -> MCP;
          case X -> X;
          case GMAIL, LINKEDIN, SUBSTACK -> NOTHING;
        };
    return (ObjectNode) SchemaCheck.checked(schema, config, "/config");
  }

  /** A secret that can be sent as it is; null keeps the one there is. */
  static @Nullable Credentials secret(Toolkit toolkit, @Nullable String secret) {
    if (secret == null) {
      return null;
    }
    if (secret.isEmpty() || secret.length() > MAX_SECRET) {
      throw ApiProblem.invalid("/secret", "must be 1 to " + MAX_SECRET + " characters");
    }
    if (toolkit.isPlatform()) {
      return tokens(secret);
    }
    if (toolkit != Toolkit.SMTP && !secret.matches(HEADER_SAFE)) {
      throw ApiProblem.invalid("/secret", "must be visible ASCII, as it is sent in a header");
    }
    return new Credentials(secret, null);
  }

  /** Whether a connection is of no use without a secret. */
  static boolean needsSecret(Toolkit toolkit, ObjectNode config) {
    return switch (toolkit) {
      case HTTP, ANTHROPIC, X, GMAIL -> true;
      case SMTP -> config.has("username");
      case MCP, LINKEDIN, SUBSTACK -> false;
    };
  }

  /** Why accounts of a toolkit are not connected by signing in at it. */
  static String noOAuth(Toolkit toolkit) {
    return switch (toolkit) {
      case LINKEDIN ->
          "has no sign-in that tells connections; store the account's name by POST /api/connections";
      case SUBSTACK -> "has no sign-in for programs; store a connection by POST /api/connections";
      case HTTP, SMTP, ANTHROPIC, MCP, X, GMAIL ->
          "is no platform to sign in at; store its secret by POST /api/connections";
    };
  }

  private static Credentials tokens(String secret) {
    try {
      return Tokens.parse(secret).credentials();
    } catch (IllegalArgumentException e) {
      throw ApiProblem.invalid(
          "/secret",
          e.getMessage() + "; it is {\"accessToken\",\"refreshToken\",\"expiresAt\"} as JSON text");
    }
  }
}

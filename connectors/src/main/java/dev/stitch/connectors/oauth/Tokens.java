package dev.stitch.connectors.oauth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.connectors.http.Fields;
import dev.stitch.store.connection.Credentials;
import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Set;

/**
 * The secret of a connection to a platform.
 *
 * @param refreshToken null when the grant ends with its access token
 * @param expiresAt when the access token ends; null when nobody has said so
 */
public record Tokens(
    String accessToken, @Nullable String refreshToken, @Nullable Instant expiresAt) {

  private static final JsonMapper MAPPER = new JsonMapper();

  private static final Set<String> FIELDS = Set.of("accessToken", "refreshToken", "expiresAt");

  /** A header takes visible ASCII only. */
  private static final String HEADER_SAFE = "[\\x21-\\x7e]{1,4096}";

  /** A refresh token is sent in a form, which takes any text. */
  private static final int LONGEST_REFRESH_TOKEN = 4_096;

  /** PostgreSQL keeps no time as late as Java knows one. */
  private static final Instant YEAR_10000 = Instant.parse("+10000-01-01T00:00:00Z");

  /**
   * Reads {@code {"accessToken","refreshToken","expiresAt"}}; only the first has to be there.
   *
   * @throws IllegalArgumentException when it is something else. The message says what, and quotes
   *     nothing of it.
   */
  public static Tokens parse(String secret) {
    JsonNode json = read(secret);
    json.fieldNames()
        .forEachRemaining(name -> require(FIELDS.contains(name), "has an unknown field"));
    JsonNode access = json.path("accessToken");
    JsonNode refresh = json.path("refreshToken");
    require(isToken(access), "must have an accessToken, a text of visible ASCII");
    require(
        absent(refresh) || (refresh.isTextual() && isRefreshToken(refresh.textValue())),
        "has a refreshToken that is no text of 1 to " + LONGEST_REFRESH_TOKEN + " characters");
    return new Tokens(access.textValue(), refresh.textValue(), time(json.path("expiresAt")));
  }

  /** As {@link #parse} reads it. */
  public String text() {
    ObjectNode json = MAPPER.createObjectNode().put("accessToken", accessToken);
    if (refreshToken != null) {
      json.put("refreshToken", refreshToken);
    }
    if (expiresAt != null) {
      json.put("expiresAt", expiresAt.toString());
    }
    return json.toString();
  }

  public Credentials credentials() {
    return new Credentials(text(), expiresAt);
  }

  /** Without the tokens, for whatever log it may get into. */
  @Override
  public String toString() {
    return "Tokens[until " + expiresAt + "]";
  }

  /**
   * An answer of a token endpoint.
   *
   * @param earlier what was renewed, whose refresh token stays good where the answer has none that
   *     {@link #parse} takes; null for the first tokens of a grant
   * @return null when it has no access token that can be sent
   */
  static @Nullable Tokens of(Fields answer, @Nullable Tokens earlier, Instant now) {
    String access = answer.text("access_token");
    if (access == null || !access.matches(HEADER_SAFE)) {
      return null;
    }
    String refresh = answer.text("refresh_token");
    Long seconds = answer.count("expires_in");
    return new Tokens(
        access,
        refresh != null && isRefreshToken(refresh) ? refresh : refreshToken(earlier),
        seconds == null ? null : now.plusSeconds(Math.clamp(seconds, 0L, 10L * 366 * 86_400)));
  }

  private static JsonNode read(String secret) {
    try {
      JsonNode json = MAPPER.readTree(secret);
      require(json.isObject(), "must be a JSON object");
      return json;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("must be a JSON object");
    }
  }

  private static @Nullable Instant time(JsonNode json) {
    if (absent(json)) {
      return null;
    }
    try {
      Instant time = OffsetDateTime.parse(json.asText()).toInstant();
      require(
          !time.isBefore(Instant.EPOCH) && time.isBefore(YEAR_10000),
          "has an expiresAt in no year from 1970 to 9999");
      return time;
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "has an expiresAt that is no time like 2027-01-31T12:00:00Z");
    }
  }

  private static @Nullable String refreshToken(@Nullable Tokens tokens) {
    return tokens == null ? null : tokens.refreshToken();
  }

  private static boolean isRefreshToken(String text) {
    return !text.isBlank() && text.length() <= LONGEST_REFRESH_TOKEN;
  }

  private static boolean isToken(JsonNode json) {
    return json.isTextual() && json.textValue().matches(HEADER_SAFE);
  }

  private static boolean absent(JsonNode json) {
    return json.isNull() || json.isMissingNode();
  }

  private static void require(boolean met, String rule) {
    if (!met) {
      throw new IllegalArgumentException(rule);
    }
  }
}

package dev.stitch.api.inbound;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.api.error.ApiProblem;
import dev.stitch.store.Jsonb;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** What Amazon SNS posts: its envelope, or, with raw delivery, only what is in it. */
record SnsMessage(JsonNode fields) {

  private static final List<String> SIGNED_OF_NOTIFICATION =
      List.of("Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type");

  private static final List<String> SIGNED_OF_SUBSCRIPTION =
      List.of("Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type");

  /** What an envelope is about. */
  enum Kind {
    NOTIFICATION,
    SUBSCRIPTION,
    /** The end of a subscription: nothing is to be done. */
    FAREWELL
  }

  Kind kind() {
    return switch (text("Type")) {
      case "SubscriptionConfirmation" -> Kind.SUBSCRIPTION;
      case "UnsubscribeConfirmation" -> Kind.FAREWELL;
      default -> Kind.NOTIFICATION;
    };
  }

  String text(String field) {
    return fields.path(field).asText();
  }

  /** What the signature is over. */
  String signed() {
    List<String> names =
        kind() == Kind.NOTIFICATION ? SIGNED_OF_NOTIFICATION : SIGNED_OF_SUBSCRIPTION;
    StringBuilder signed = new StringBuilder();
    for (String name : names) {
      if (fields.path(name).isTextual()) {
        signed.append(name).append('\n').append(text(name)).append('\n');
      }
    }
    return signed.toString();
  }

  /**
   * The mail in a notification of SES, empty when it is about something else.
   *
   * @throws ApiProblem 422 when the receipt rule does not put the mail into its notification
   */
  Optional<byte[]> mail() {
    JsonNode message = fields.path("Message").isTextual() ? tree(text("Message")) : fields;
    String type = message.path("notificationType").asText("Received");
    if (!type.equals("Received")) {
      return Optional.empty();
    }
    JsonNode content = message.path("content");
    if (!content.isTextual()) {
      throw ApiProblem.invalid(
          "/Message",
          "does not hold the mail; let the receipt rule include it in the notification");
    }
    String text = content.textValue();
    boolean base64 = message.at("/receipt/action/encoding").asText().equalsIgnoreCase("BASE64");
    return Optional.of(base64 ? decoded(text) : text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] decoded(String base64) {
    try {
      return Base64.getMimeDecoder().decode(base64);
    } catch (IllegalArgumentException unreadable) {
      throw ApiProblem.invalid("/Message", "holds content that is not Base64");
    }
  }

  private static JsonNode tree(String json) {
    try {
      return Jsonb.MAPPER.readTree(json);
    } catch (JsonProcessingException unreadable) {
      throw ApiProblem.invalid("/Message", "must be JSON, as SES writes it");
    }
  }
}

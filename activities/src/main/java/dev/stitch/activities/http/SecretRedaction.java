package dev.stitch.activities.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import okhttp3.Headers;

/**
 * Takes out of an answer what was secret in the call: some servers repeat what they were sent, and
 * answers become outputs, errors and history.
 *
 * @param secrets the longer before those that they hold
 */
record SecretRedaction(List<String> secrets) {

  private static final String HIDDEN = "[hidden]";

  /** Shorter ones are no secrets, and would tear holes into everything. */
  private static final int SHORTEST = 6;

  private static final Pattern SECRET_NAME =
      Pattern.compile("auth|cookie|key|password|secret|signature|token", Pattern.CASE_INSENSITIVE);

  SecretRedaction {
    secrets =
        secrets.stream()
            .filter(secret -> secret.length() >= SHORTEST)
            .distinct()
            .sorted((a, b) -> Integer.compare(b.length(), a.length()))
            .toList();
  }

  /** What is secret in a call: headers that say so by their name, and what is given besides. */
  static SecretRedaction of(Headers headers, List<String> more) {
    List<String> secrets = new ArrayList<>(more);
    for (var header : headers) {
      String name = header.getFirst();
      if (!name.equalsIgnoreCase("Idempotency-Key") && SECRET_NAME.matcher(name).find()) {
        secrets.add(header.getSecond());
        // A scheme before it is none, and servers repeat what comes after.
        secrets.add(header.getSecond().replaceFirst("^[A-Za-z]+ +", ""));
      }
    }
    return new SecretRedaction(secrets);
  }

  HttpAnswer in(HttpAnswer answer) {
    if (secrets.isEmpty()) {
      return answer;
    }
    Map<String, String> headers =
        answer.headers().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, entry -> in(entry.getValue())));
    return new HttpAnswer(
        answer.url(),
        answer.status(),
        headers,
        JsonTexts.mapped(answer.body(), this::in),
        answer.tooLarge());
  }

  String in(String text) {
    String hidden = text;
    for (String secret : secrets) {
      hidden = hidden.replace(secret, HIDDEN);
    }
    return hidden;
  }
}

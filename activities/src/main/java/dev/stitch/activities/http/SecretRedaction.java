package dev.stitch.activities.http;

import com.fasterxml.jackson.databind.node.TextNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import okhttp3.Headers;

/**
 * Hides what is secret in a call: in its answer, since some servers repeat what they were sent and
 * answers become outputs, errors and history, and in what is kept of the call itself.
 */
final class SecretRedaction {

  static final String HIDDEN = "[hidden]";

  /** Shorter ones are no secrets, and would tear holes into everything. */
  private static final int SHORTEST = 6;

  private static final Pattern SECRET_NAME =
      Pattern.compile("auth|cookie|key|password|secret|signature|token", Pattern.CASE_INSENSITIVE);

  private static final String BASIC = "basic ";

  private final Set<String> secrets;
  private final Pattern anyForm;

  SecretRedaction(Collection<String> secrets) {
    this.secrets = Set.copyOf(secrets);
    String forms =
        this.secrets.stream()
            .filter(secret -> secret.length() >= SHORTEST)
            .flatMap(SecretRedaction::forms)
            .distinct()
            // The longer before those that they hold.
            .sorted(Comparator.comparingInt(String::length).reversed())
            .map(Pattern::quote)
            .collect(Collectors.joining("|"));
    this.anyForm =
        Pattern.compile(
            forms.isEmpty() ? "(?!)" : forms, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  }

  /** What is secret in a call: headers that say so by their name, and what is given besides. */
  static SecretRedaction of(Headers headers, List<String> more) {
    List<String> secrets = new ArrayList<>(more);
    for (var header : headers) {
      if (isNamedSecret(header.getFirst())) {
        secrets.addAll(ofHeader(header.getSecond()));
      }
    }
    return new SecretRedaction(secrets);
  }

  /** Hides more than this does. */
  SecretRedaction and(Collection<String> more) {
    return new SecretRedaction(Stream.concat(secrets.stream(), more.stream()).toList());
  }

  /** Whether what has this name is secret, whatever it is. */
  static boolean isNamedSecret(String name) {
    return !name.equalsIgnoreCase(KeyHeader.NAME) && SECRET_NAME.matcher(name).find();
  }

  /** Whether a header is shown without its value. */
  boolean hides(String name, String value) {
    return isNamedSecret(name) || secrets.contains(value);
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
    return anyForm.matcher(text).replaceAll(HIDDEN);
  }

  /** A header's value, and what of it servers repeat: what comes after a scheme. */
  private static List<String> ofHeader(String value) {
    String credentials = value.replaceFirst("^[A-Za-z]+ +", "");
    if (!value.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
      return List.of(value, credentials);
    }
    try {
      String login = new String(Base64.getDecoder().decode(credentials), StandardCharsets.UTF_8);
      return List.of(value, credentials, login, login.substring(login.indexOf(':') + 1));
    } catch (IllegalArgumentException e) {
      return List.of(value, credentials);
    }
  }

  /** How a secret is written where texts are encoded. */
  private static Stream<String> forms(String secret) {
    byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
    String inForm = URLEncoder.encode(secret, StandardCharsets.UTF_8);
    String quoted = TextNode.valueOf(secret).toString();
    return Stream.of(
        secret,
        inForm,
        inForm.replace("+", "%20"),
        quoted.substring(1, quoted.length() - 1),
        Base64.getEncoder().withoutPadding().encodeToString(bytes),
        Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }
}

package dev.stitch.cli.settings;

import ch.qos.logback.classic.Level;
import io.micronaut.core.annotation.Nullable;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Readers of values that have no reader of their own: the framework converts them for the parts.
 */
final class SettingReaders {

  private static final int HIGHEST_PORT = 65_535;
  private static final Pattern DURATION =
      Pattern.compile("[1-9][0-9]{0,6}(ms|s|m|h)|PT[1-9][0-9]{0,6}[SMH]");
  private static final Pattern TOPIC = Pattern.compile("arn:[^:]+:sns:[^:]+:[^:]+:[^:]+");

  private SettingReaders() {}

  static Consumer<String> port(String variable) {
    return text -> {
      if (!text.matches("[1-9][0-9]{0,4}") || Integer.parseInt(text) > HIGHEST_PORT) {
        throw wrong(variable, "a port from 1 to " + HIGHEST_PORT, text, null);
      }
    };
  }

  /** Of at most nine digits. */
  static Consumer<String> number(String variable, int lowest) {
    return text -> {
      if (!text.matches("[0-9]{1,9}") || Integer.parseInt(text) < lowest) {
        throw wrong(variable, "a whole number from " + lowest, text, null);
      }
    };
  }

  /** As the framework reads it, e.g. {@code 30s} or {@code PT30S}; longer than none. */
  static Consumer<String> duration(String variable) {
    return text -> {
      if (!DURATION.matcher(text).matches()) {
        throw wrong(variable, "a duration such as 45s, 15m or PT1M", text, null);
      }
    };
  }

  static Consumer<String> oneOf(String variable, Set<String> values) {
    return text -> {
      if (!values.contains(text)) {
        throw wrong(variable, String.join(" or ", values.stream().sorted().toList()), text, null);
      }
    };
  }

  /** An address to listen on. */
  static Consumer<String> bind(String variable) {
    return text -> {
      try {
        if (text.isBlank()) {
          throw new UnknownHostException("empty");
        }
        InetAddress.getByName(text.strip());
      } catch (UnknownHostException unknown) {
        throw wrong(
            variable, "an address of this machine such as 127.0.0.1 or 0.0.0.0", text, unknown);
      }
    };
  }

  static Consumer<String> logLevel(String variable) {
    return text -> {
      if (Level.toLevel(text, null) == null) {
        throw wrong(variable, "ERROR, WARN, INFO or DEBUG", text, null);
      }
    };
  }

  /** ARNs of SNS topics, separated by commas. */
  static Consumer<String> topics(String variable) {
    return text -> {
      for (String topic : text.split(",")) {
        if (!TOPIC.matcher(topic.strip()).matches()) {
          throw wrong(
              variable,
              "ARNs like arn:aws:sns:eu-central-1:123456789012:mail, separated by commas",
              topic,
              null);
        }
      }
    };
  }

  private static IllegalArgumentException wrong(
      String variable, String expected, String text, @Nullable Exception cause) {
    return new IllegalArgumentException(
        "%s must be %s, not '%s'.".formatted(variable, expected, text), cause);
  }
}

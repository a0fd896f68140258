package dev.stitch.api.webhook;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What an expression of a mapping fills.
 *
 * @param path below the target, with dots; empty for a field of the contact itself
 */
record MappedField(Target target, String path) {

  /** Where the value goes. */
  enum Target {
    CONTACT,
    ATTRIBUTES,
    METADATA,
    EVENT
  }

  /** Fields of the contact, in the order in which messages name them. */
  static final List<String> OF_CONTACT =
      List.of("email", "name", "phone", "company", "title", "timezone", "lifecycleStage", "tags");

  private static final Pattern PATH = Pattern.compile("[^.\\s]{1,100}(?:\\.[^.\\s]{1,100}){0,9}");

  /** The field of a name, empty when there is no such field. */
  static Optional<MappedField> of(String name) {
    if (OF_CONTACT.contains(name)) {
      return Optional.of(new MappedField(Target.CONTACT, name));
    }
    int dot = name.indexOf('.');
    String prefix = dot < 0 ? "" : name.substring(0, dot);
    return switch (prefix) {
      case "attributes", "metadata", "event" -> below(prefix, name.substring(dot + 1));
      default -> Optional.empty();
    };
  }

  private static Optional<MappedField> below(String prefix, String path) {
    return PATH.matcher(path).matches()
        ? Optional.of(new MappedField(Target.valueOf(prefix.toUpperCase(Locale.ROOT)), path))
        : Optional.empty();
  }
}

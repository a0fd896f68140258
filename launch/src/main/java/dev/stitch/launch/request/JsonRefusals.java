package dev.stitch.launch.request;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.InvalidNullException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What is wrong with the JSON of a request, as a refusal that names the field. */
public final class JsonRefusals {

  private JsonRefusals() {}

  public static Refusal of(JsonProcessingException failure) {
    return switch (failure) {
      case StreamConstraintsException limit -> Refusal.unreadable("", tooMuch(limit));
      case UnacceptableJsonException json -> Refusal.invalid(pointer(json), summary(json));
      case UnrecognizedPropertyException unknown ->
          Refusal.invalid(pointer(unknown), "is not known here; known are " + known(unknown));
      case InvalidNullException missing -> Refusal.invalid(pointer(missing), "is required");
      case InvalidFormatException format when format.getValue() instanceof String ->
          Refusal.invalid(pointer(format), "must be " + expected(format.getTargetType()));
      case MismatchedInputException mismatch ->
          Refusal.unreadable(pointer(mismatch), "must be " + expected(mismatch.getTargetType()));
      case ValueInstantiationException refused when refused.getCause() != null ->
          Refusal.invalid(pointer(refused), refused.getCause().getMessage());
      case JsonMappingException wrapper
          when wrapper.getCause() instanceof StreamConstraintsException limit ->
          Refusal.unreadable(pointer(wrapper), tooMuch(limit));
      case JsonMappingException other -> Refusal.unreadable(pointer(other), summary(other));
      default ->
          Refusal.unreadable("", "the body is not JSON: " + summary(failure) + position(failure));
    };
  }

  private static String tooMuch(StreamConstraintsException limit) {
    return "is too deep or too long: " + summary(limit);
  }

  private static String pointer(JsonMappingException failure) {
    return failure.getPath().stream()
        .map(
            step ->
                step.getFieldName() == null
                    ? "/" + step.getIndex()
                    : "/" + step.getFieldName().replace("~", "~0").replace("/", "~1"))
        .collect(Collectors.joining());
  }

  private static String known(UnrecognizedPropertyException unknown) {
    return unknown.getKnownPropertyIds() == null
        ? "no others"
        : String.join(
            ", ",
            new TreeSet<>(unknown.getKnownPropertyIds().stream().map(Object::toString).toList()));
  }

  /** What a value must be to be of a type, for people. */
  public static String expected(Class<?> type) {
    if (type == null) {
      return "of another type";
    }
    if (type.isEnum()) {
      return Arrays.stream(type.getEnumConstants())
          .map(constant -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT))
          .collect(Collectors.joining(", ", "one of ", ""));
    }
    if (CharSequence.class.isAssignableFrom(type)) {
      return "a string";
    }
    if (type == boolean.class || type == Boolean.class) {
      return "true or false";
    }
    if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
      return "a number";
    }
    if (type.isArray() || Collection.class.isAssignableFrom(type)) {
      return "an array";
    }
    return switch (type.getSimpleName()) {
      case "UUID" -> "a UUID";
      case "Instant" -> "a time as in RFC 3339, e.g. 2026-01-31T09:00:00Z";
      default -> "an object";
    };
  }

  private static String summary(JsonProcessingException failure) {
    String message = failure.getOriginalMessage();
    return message.length() > 300 ? message.substring(0, 300) + "…" : message;
  }

  private static String position(JsonProcessingException failure) {
    return failure.getLocation() == null
        ? ""
        : " (line %d, column %d)"
            .formatted(failure.getLocation().getLineNr(), failure.getLocation().getColumnNr());
  }
}

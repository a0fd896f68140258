package dev.stitch.machine;

import java.util.Arrays;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What acts are called by clients and in histories: {@code answerTask} is {@code AnswerTaskAct}.
 */
final class ActNames {

  private ActNames() {}

  static String of(Class<?> act) {
    String type = act.getSimpleName();
    String name = type.endsWith("Act") ? type.substring(0, type.length() - "Act".length()) : type;
    return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
  }

  /** All acts that a sealed interface permits, by name. */
  static <A> Map<String, Class<? extends A>> byName(Class<A> acts) {
    Map<String, Class<? extends A>> byName = new TreeMap<>();
    Arrays.stream(acts.getPermittedSubclasses())
        .forEach(act -> byName.put(of(act), act.asSubclass(acts)));
    return Collections.unmodifiableMap(byName);
  }
}

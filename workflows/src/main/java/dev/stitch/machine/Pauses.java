package dev.stitch.machine;

import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Who holds a pause, and what each meant for timers. */
public record Pauses(Map<PauseOwner, TimerMode> owners) {

  static final Pauses NONE = new Pauses(Map.of());

  public Pauses {
    // In the order of the enum, so that nothing made from it depends on the hash order of a
    // process.
    Map<PauseOwner, TimerMode> sorted = new EnumMap<>(PauseOwner.class);
    sorted.putAll(owners);
    owners = Collections.unmodifiableMap(sorted);
  }

  public boolean any() {
    return !owners.isEmpty();
  }

  /** In words, for whoever asks why nothing goes on. */
  String describe() {
    return "paused by "
        + owners.keySet().stream()
            .map(owner -> owner.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", "));
  }

  boolean heldBy(PauseOwner owner) {
    return owners.containsKey(owner);
  }

  boolean frozen() {
    return owners.containsValue(TimerMode.FREEZE);
  }

  Pauses with(PauseOwner owner, TimerMode timers) {
    Map<PauseOwner, TimerMode> next = new HashMap<>(owners);
    next.put(owner, timers);
    return new Pauses(next);
  }

  Pauses without(PauseOwner owner) {
    Map<PauseOwner, TimerMode> next = new HashMap<>(owners);
    next.remove(owner);
    return new Pauses(next);
  }
}

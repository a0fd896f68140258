package dev.stitch.machine;

import java.util.EnumMap;
import java.util.Map;

/** Who holds a pause, and what each meant for timers. */
public record Pauses(Map<PauseOwner, TimerMode> owners) {

  static final Pauses NONE = new Pauses(Map.of());

  public Pauses {
    owners = Map.copyOf(owners);
  }

  public boolean any() {
    return !owners.isEmpty();
  }

  boolean heldBy(PauseOwner owner) {
    return owners.containsKey(owner);
  }

  boolean frozen() {
    return owners.containsValue(TimerMode.FREEZE);
  }

  Pauses with(PauseOwner owner, TimerMode timers) {
    Map<PauseOwner, TimerMode> next = new EnumMap<>(PauseOwner.class);
    next.putAll(owners);
    next.put(owner, timers);
    return new Pauses(next);
  }

  Pauses without(PauseOwner owner) {
    Map<PauseOwner, TimerMode> next = new EnumMap<>(PauseOwner.class);
    next.putAll(owners);
    next.remove(owner);
    return new Pauses(next);
  }
}

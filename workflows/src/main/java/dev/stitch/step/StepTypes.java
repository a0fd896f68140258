package dev.stitch.step;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** Every step type on the class path, found once per process by ServiceLoader. */
public final class StepTypes {

  private static final Map<String, StepType> BY_ID = load();

  private StepTypes() {}

  /** All types that can be drawn, sorted by id. */
  public static List<StepType> all() {
    return BY_ID.values().stream().filter(StepType::drawn).toList();
  }

  /** The type of that id, drawn or not, or empty when this process has none. */
  public static Optional<StepType> find(String id) {
    return id == null ? Optional.empty() : Optional.ofNullable(BY_ID.get(id));
  }

  private static Map<String, StepType> load() {
    Map<String, StepType> types = new TreeMap<>();
    // The class's own loader: workflow threads do not always have a useful context loader.
    for (StepType type : ServiceLoader.load(StepType.class, StepTypes.class.getClassLoader())) {
      StepType other = types.put(type.id(), type);
      if (other != null) {
        throw new IllegalStateException(
            "step type "
                + type.id()
                + " is registered twice: "
                + other.getClass().getName()
                + " and "
                + type.getClass().getName());
      }
    }
    return types;
  }
}

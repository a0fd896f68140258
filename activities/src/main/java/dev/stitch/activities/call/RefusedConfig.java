package dev.stitch.activities.call;

import dev.stitch.launch.request.Refusal;
import dev.stitch.step.ConfigFault;
import java.util.List;

/** What a request would be refused for, as faults of the config that it is made from. */
public final class RefusedConfig {

  private RefusedConfig() {}

  /**
   * @param check throws a {@link Refusal} whose pointers are into the config
   */
  public static List<ConfigFault> faults(Runnable check) {
    try {
      check.run();
      return List.of();
    } catch (Refusal refused) {
      return refused.faults().stream()
          .map(fault -> new ConfigFault(path(fault.pointer()), fault.message()))
          .toList();
    }
  }

  private static String path(String pointer) {
    return pointer.replaceFirst("^/", "").replaceAll("/(\\d+)", "[$1]").replace('/', '.');
  }
}

package dev.stitch.activities.email;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.authoring.SavedMailConfig;
import dev.stitch.sending.MailVariant;
import dev.stitch.step.ConfigFault;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What the schema does not say of a mail's config: a subject that neither it nor saved mail has,
 * dates that do not exist, variants that nobody gets.
 */
final class MailFaults {

  private MailFaults() {}

  static List<ConfigFault> of(JsonNode config) {
    List<ConfigFault> faults = new ArrayList<>();
    if (!config.has("subject") && !SavedMailConfig.in(config)) {
      faults.add(new ConfigFault("subject", "'subject' is missing; set it"));
    }
    holidays(config.path("window").path("holidays"), faults);
    variants(config.path("variants"), faults);
    return faults;
  }

  private static void holidays(JsonNode holidays, List<ConfigFault> faults) {
    for (int i = 0; i < holidays.size(); i++) {
      String day = holidays.get(i).asText();
      try {
        LocalDate.parse(day);
      } catch (DateTimeException e) {
        faults.add(
            new ConfigFault(
                "window.holidays[" + i + "]", "'" + day + "' is no date; write e.g. 2026-12-25"));
      }
    }
  }

  private static void variants(JsonNode configured, List<ConfigFault> faults) {
    if (!configured.isArray() || configured.isEmpty()) {
      return;
    }
    Set<String> names = new HashSet<>();
    List<MailVariant> variants = MailVariants.read(configured);
    for (int i = 0; i < variants.size(); i++) {
      if (!names.add(variants.get(i).name())) {
        faults.add(
            new ConfigFault(
                "variants[" + i + "].name",
                "there is another variant '" + variants.get(i).name() + "'; rename one"));
      }
    }
    if (variants.stream().allMatch(variant -> variant.weight() <= 0)) {
      faults.add(
          new ConfigFault(
              "variants", "no variant has a weight above 0, so nobody would get one; raise one"));
    }
  }
}

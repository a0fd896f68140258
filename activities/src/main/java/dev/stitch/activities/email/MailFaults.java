package dev.stitch.activities.email;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.authoring.SavedMailConfig;
import dev.stitch.step.ConfigFault;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

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
    faults.addAll(MailVariants.faults(config));
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
}

package dev.stitch.step;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.model.FailureCode;
import dev.stitch.model.StepException;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Waits for a time: a while, until a moment, and then for business hours. */
public final class WaitStep extends LocalStepType {

  private static final List<String> DAYS = List.of("MO", "TU", "WE", "TH", "FR", "SA", "SU");

  public WaitStep() {
    super(
        "wait",
        "Wait",
        """
        {"type": "object",
         "anyOf": [{"required": ["duration"]}, {"required": ["until"]}, {"required": ["window"]}],
         "properties": {
           "duration": {"type": "string", "format": "duration", "title": "For",
             "description": "How long, e.g. PT30M, P3D or P2W. With 'until' as well, the later counts."},
           "until": {"type": "string", "format": "instant", "title": "Until",
             "description": "An ISO 8601 moment, a template that renders one, or CEL like now + duration('2h')."},
           "window": {"type": "object", "title": "Only within",
             "description": "Goes on only in these hours; whoever comes outside them is spread over the first hour of the next ones.",
             "properties": {
               "days": {"type": "array", "title": "Days", "minItems": 1, "uniqueItems": true,
                 "description": "Days on which the window opens; all when left out.",
                 "items": {"enum": ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]}},
               "from": {"type": "string", "title": "From", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$",
                 "description": "Opening time, e.g. 09:00; midnight when left out."},
               "to": {"type": "string", "title": "To", "pattern": "^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$",
                 "description": "Closing time, e.g. 17:00; before 'from' it is on the next day."},
               "timezone": {"type": "string", "format": "timezone", "title": "Time zone",
                 "description": "'contact' for the contact's own (UTC when unknown), or a name like Europe/Zurich; UTC when left out."}}}}}
        """);
  }

  @Override
  public StepOutcome execute(StepContext context) throws StepException {
    Instant until = earliest(context);
    JsonNode window = context.config().path("window");
    if (window.isObject()) {
      until = window(window, context).next(until, StableFraction.byEntityOrRun(context));
    }
    return until.isAfter(context.now())
        ? new StepOutcome.Waiting(new Wait.Timer(until))
        : StepOutcome.completed(null);
  }

  private static Instant earliest(StepContext context) throws StepException {
    Instant earliest = after(context, "duration");
    String until = text(context.config(), "until");
    if (until != null) {
      Instant moment = Moments.read(until, context);
      return earliest == null || moment.isAfter(earliest) ? moment : earliest;
    }
    return earliest == null ? context.now() : earliest;
  }

  private static BusinessWindow window(JsonNode window, StepContext context) throws StepException {
    try {
      return new BusinessWindow(
          days(window.path("days")),
          time(window.path("from")),
          time(window.path("to")),
          zone(text(window, "timezone"), context.variables().path("contact")));
    } catch (DateTimeException | IllegalArgumentException e) {
      throw new StepException(FailureCode.INVALID_CONFIG, "window: " + e.getMessage(), e);
    }
  }

  private static Set<DayOfWeek> days(JsonNode days) {
    if (!days.isArray()) {
      return EnumSet.allOf(DayOfWeek.class);
    }
    Set<DayOfWeek> set = EnumSet.noneOf(DayOfWeek.class);
    for (JsonNode day : days) {
      int index = DAYS.indexOf(day.asText());
      if (index < 0) {
        throw new IllegalArgumentException("'" + day.asText() + "' is not a day like MO");
      }
      set.add(DayOfWeek.of(index + 1));
    }
    return set;
  }

  /** Midnight when absent; 24:00 is the midnight that ends the day. */
  private static LocalTime time(JsonNode time) {
    return !time.isTextual() || time.textValue().equals("24:00")
        ? LocalTime.MIDNIGHT
        : LocalTime.parse(time.textValue());
  }

  private static ZoneId zone(@Nullable String name, JsonNode contact) {
    if (name == null) {
      return ZoneOffset.UTC;
    }
    if (!name.equals(TimeZones.CONTACT)) {
      return TimeZones.parse(name);
    }
    try {
      return TimeZones.parse(contact.path("timezone").asText());
    } catch (IllegalArgumentException e) {
      // What a contact's record says must not stop its journey.
      return ZoneOffset.UTC;
    }
  }
}

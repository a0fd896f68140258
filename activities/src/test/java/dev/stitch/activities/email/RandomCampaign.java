package dev.stitch.activities.email;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.campaign.TemplateDefinition;
import dev.stitch.campaign.TemplateStep;
import dev.stitch.model.TemplateStepType;
import dev.stitch.store.Jsonb;
import dev.stitch.store.sending.ContactLimits;
import dev.stitch.store.sending.SendRate;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Draws templates, limits and hours. Every feature draws from a source of its own, so that one can
 * be left out and all else stays as it was.
 */
final class RandomCampaign {

  static final List<String> MAILBOXES = List.of("built-in", "smtp", "third");

  /** With half-hour DST, clocks that change at midnight, and none that change at all. */
  static final List<String> ZONES =
      List.of(
          "Australia/Lord_Howe",
          "Asia/Kathmandu",
          "America/Sao_Paulo",
          "Asia/Tokyo",
          "Europe/Zurich",
          "America/New_York",
          "Africa/Cairo",
          "Pacific/Chatham",
          "Asia/Beirut",
          "America/Santiago");

  private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");

  enum Feature {
    WINDOW,
    HOLIDAYS,
    QUIET_HOURS,
    POOL,
    CAPS,
    SPACING,
    RAMP_UP,
    DOMAIN_CAPS,
    PERSON_LIMITS,
    LIMIT_CHANGES,
    DELAYS,
    CONDITIONS,
    VARIANTS,
    EXITS,
    MAILBOX_PAUSES,
    REPLIES,
    ABSENCES,
    BOUNCES,
    UNSUBSCRIBES,
    REMOVALS,
    PAUSES,
    TEMPLATE_PAUSES,
    LATE_WORKERS,
    DYING_WORKERS
  }

  private final Set<Feature> features;
  private final Map<Feature, Random> sources = new EnumMap<>(Feature.class);
  private final int year;

  RandomCampaign(long seed, Set<Feature> features, int year) {
    this.features = features;
    this.year = year;
    for (Feature feature : Feature.values()) {
      sources.put(feature, new Random(seed * 31 + feature.name().hashCode()));
    }
  }

  boolean has(Feature feature) {
    return features.contains(feature);
  }

  Random of(Feature feature) {
    return sources.get(feature);
  }

  // ---- templates ----

  TemplateDefinition template(Random random) {
    ObjectNode config = Jsonb.object();
    window(config);
    if (has(Feature.POOL) && of(Feature.POOL).nextBoolean()) {
      List<String> pool = new ArrayList<>(MAILBOXES);
      Collections.shuffle(pool, of(Feature.POOL));
      ArrayNode names = config.putArray("mailboxes");
      pool.subList(0, 1 + of(Feature.POOL).nextInt(3)).forEach(names::add);
    } else {
      config.put("mailbox", MAILBOXES.getFirst());
    }
    switch (random.nextInt(4)) {
      case 0 -> config.put("stopOnReply", false);
      case 1 -> config.put("stopOnReply", "all");
      case 2 -> config.put("stopOnReply", true);
      default -> {}
    }
    switch (random.nextInt(4)) {
      case 0 -> config.put("sameCompany", "stop");
      case 1 -> config.put("sameCompany", "delay");
      default -> {}
    }
    if (random.nextBoolean()) {
      config.put("topic", "news");
    }
    if (has(Feature.EXITS) && of(Feature.EXITS).nextInt(3) == 0) {
      config.put("exitWhen", "contact.company == 'Left'");
    }
    int count = 1 + random.nextInt(6);
    List<TemplateStep> steps = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      steps.add(step(i, count, random));
    }
    return new TemplateDefinition(null, config, steps);
  }

  private TemplateStep step(int index, int count, Random random) {
    double delay =
        has(Feature.DELAYS) && of(Feature.DELAYS).nextBoolean()
            ? of(Feature.DELAYS).nextDouble() * 300
            : 0;
    ObjectNode config = Jsonb.object();
    int kind = random.nextInt(8);
    if (kind == 0 && has(Feature.CONDITIONS)) {
      return new TemplateStep(TemplateStepType.CONDITION, condition(index, count), delay);
    }
    if (kind == 1) {
      config.put("duration", "PT" + (1 + random.nextInt(100)) + "H");
      return new TemplateStep(TemplateStepType.WAIT, config, delay);
    }
    if (kind == 2) {
      return new TemplateStep(TemplateStepType.FOLLOW, config, delay);
    }
    config.put("subject", "Hello {{contact.name}}").put("text", "x");
    if (random.nextInt(4) == 0) {
      window(config);
    }
    if (random.nextInt(6) == 0) {
      config.put("transactional", true);
    }
    if (has(Feature.VARIANTS) && of(Feature.VARIANTS).nextInt(3) == 0) {
      ArrayNode variants = config.putArray("variants");
      variants.addObject().put("name", "A").put("weight", 3);
      variants.addObject().put("name", "B").put("subject", "Or this?");
    }
    return new TemplateStep(TemplateStepType.MESSAGE, config, delay);
  }

  private ObjectNode condition(int index, int count) {
    Random random = of(Feature.CONDITIONS);
    ObjectNode config = Jsonb.object();
    config.put(
        "expression",
        random.nextBoolean() ? "contact.company == 'Acme'" : "contact.company != 'Left'");
    switch (random.nextInt(4)) {
      case 0 -> config.put("otherwise", "skip");
      case 1 -> config.put("otherwise", "stop");
      default -> {
        if (index + 1 < count) {
          int target = index + 1 + random.nextInt(count - index - 1);
          config.putObject("otherwise").put("goto", target);
        }
      }
    }
    return config;
  }

  private void window(ObjectNode config) {
    Random random = of(Feature.WINDOW);
    if (!has(Feature.WINDOW) || random.nextInt(4) == 0) {
      return;
    }
    ObjectNode window = config.putObject("window");
    if (random.nextInt(3) > 0) {
      block(window, random);
    }
    int blocks = random.nextInt(3);
    for (int i = 0; i < blocks; i++) {
      block(window.withArray("blocks").addObject(), random);
    }
    switch (random.nextInt(3)) {
      case 0 -> window.put("timezone", "contact");
      case 1 -> window.put("timezone", ZONES.get(random.nextInt(ZONES.size())));
      default -> {}
    }
    if (has(Feature.HOLIDAYS) && of(Feature.HOLIDAYS).nextBoolean()) {
      holidays(window.putArray("holidays"));
    }
  }

  private void holidays(ArrayNode holidays) {
    LocalDate day = LocalDate.of(year, 1, 1);
    for (int i = of(Feature.HOLIDAYS).nextInt(30); i > 0; i--) {
      day = day.plusDays(1 + of(Feature.HOLIDAYS).nextInt(20));
      holidays.add(day.toString());
    }
  }

  private static void block(ObjectNode block, Random random) {
    if (random.nextInt(3) > 0) {
      ArrayNode days = block.putArray("days");
      int first = random.nextInt(7);
      int length = 1 + random.nextInt(6);
      for (int i = 0; i < length; i++) {
        days.add(DAYS.get((first + i) % 7));
      }
    }
    block.put("from", time(random).toString());
    block.put("to", random.nextInt(8) == 0 ? "24:00" : time(random).toString());
  }

  /** Around midnight and the hours in which clocks change more often than at noon. */
  private static LocalTime time(Random random) {
    return random.nextBoolean()
        ? LocalTime.of(random.nextInt(4), random.nextInt(60))
        : LocalTime.of(random.nextInt(24), 15 * random.nextInt(4));
  }

  // ---- limits ----

  /** Null where nothing limits the mailbox. */
  SendRate rate() {
    Integer perHour = null;
    Integer perDay = null;
    Integer spacing = null;
    Integer spacingMax = null;
    SendRate.Domain domain = null;
    SendRate.Ramp ramp = null;
    Random caps = of(Feature.CAPS);
    if (has(Feature.CAPS)) {
      perHour = caps.nextInt(3) == 0 ? 1 + caps.nextInt(3) : null;
      perDay = caps.nextBoolean() ? 1 + caps.nextInt(8) : null;
    }
    Random apart = of(Feature.SPACING);
    if (has(Feature.SPACING) && apart.nextBoolean()) {
      spacing = 1 + apart.nextInt(20_000);
      spacingMax = apart.nextBoolean() ? spacing + apart.nextInt(20_000) : null;
    }
    Random domains = of(Feature.DOMAIN_CAPS);
    if (has(Feature.DOMAIN_CAPS) && domains.nextInt(3) == 0) {
      domain =
          domains.nextBoolean()
              ? new SendRate.Domain(1 + domains.nextInt(3), null)
              : new SendRate.Domain(null, 1 + domains.nextInt(3));
    }
    Random ramps = of(Feature.RAMP_UP);
    if (has(Feature.RAMP_UP) && ramps.nextInt(3) == 0) {
      int start = 1 + ramps.nextInt(3);
      boolean percent = ramps.nextBoolean();
      int increment = percent ? 20 + ramps.nextInt(100) : 1 + ramps.nextInt(3);
      ramp = new SendRate.Ramp(start, increment, percent, start + ramps.nextInt(20));
    }
    return perHour == null && perDay == null && spacing == null && domain == null && ramp == null
        ? null
        : new SendRate(perHour, perDay, spacing, spacingMax, domain, ramp);
  }

  ContactLimits people() {
    List<ContactLimits.Limit> limits = new ArrayList<>();
    Random random = of(Feature.PERSON_LIMITS);
    if (has(Feature.PERSON_LIMITS)) {
      for (int i = random.nextInt(3); i > 0; i--) {
        Duration period = Duration.ofHours(1 + random.nextInt(31 * 24));
        limits.add(
            new ContactLimits.Limit("email", 1 + random.nextInt(3), period, period.toString()));
      }
    }
    Random hours = of(Feature.QUIET_HOURS);
    ContactLimits.QuietHours quiet = null;
    if (has(Feature.QUIET_HOURS) && hours.nextInt(3) > 0) {
      // Seldom hours that exclude those of most windows: nothing leaves at all then.
      boolean usual = hours.nextInt(8) > 0;
      LocalTime from = usual ? LocalTime.of(18 + hours.nextInt(6), 30) : time(hours);
      LocalTime to = usual ? LocalTime.of(hours.nextInt(9), 10) : time(hours);
      quiet = from.equals(to) ? null : new ContactLimits.QuietHours(from, to);
    }
    ZoneId fallback = ZoneId.of(ZONES.get(hours.nextInt(ZONES.size())));
    return new ContactLimits(limits, quiet, fallback, null, Instant.EPOCH);
  }
}

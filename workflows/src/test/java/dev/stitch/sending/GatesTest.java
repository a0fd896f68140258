package dev.stitch.sending;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stitch.model.GateReason;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Random windows, quiet hours and caps over a year of virtual time in ten zones. */
class GatesTest {

  private static final int CASES = 400;
  private static final int MAILS = 60;
  private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

  /** Changes by an hour, by half of one, at midnight, around Ramadan; and none. */
  private static final List<ZoneId> ZONES =
      List.of(
              "Europe/Zurich",
              "America/New_York",
              "Australia/Lord_Howe",
              "Asia/Kathmandu",
              "America/Sao_Paulo",
              "Asia/Kolkata",
              "Africa/Casablanca",
              "America/Santiago",
              "Asia/Beirut",
              "Pacific/Apia")
          .stream()
          .map(ZoneId::of)
          .toList();

  /** At most so many mails in any stretch of so long; looked up, as the database does it. */
  private record Cap(int mails, Duration length, TreeSet<Instant> sent) implements Gate {
    @Override
    public Instant next(Instant earliest) {
      List<Instant> recent =
          List.copyOf(sent.subSet(earliest.minus(length), false, earliest, true));
      return recent.size() < mails ? earliest : recent.get(recent.size() - mails).plus(length);
    }

    @Override
    public GateReason reason() {
      return GateReason.MAILBOX_CAP;
    }

    @Override
    public String words() {
      return mails + " in " + length;
    }
  }

  private record Quiet(LocalTime from, LocalTime to) {
    boolean at(LocalTime time) {
      return from.isBefore(to)
          ? !time.isBefore(from) && time.isBefore(to)
          : !time.isBefore(from) || time.isBefore(to);
    }
  }

  @Test
  void fewMinutesInWhichAllAreOpenAreFoundThoughTheSpreadLeadsPastThem() {
    ZoneId zone = ZoneId.of("UTC");
    Set<DayOfWeek> days = EnumSet.allOf(DayOfWeek.class);
    SendHours window =
        new SendHours(
            List.of(new SendHours.Block(days, LocalTime.of(9, 0), LocalTime.of(17, 0))),
            Set.of(),
            zone);
    SendHours awake = SendHours.outside(LocalTime.of(9, 1), LocalTime.of(20, 0), zone);
    Instant night = Instant.parse("2026-03-02T03:00:00Z");
    for (int key = 0; key < 50; key++) {
      Gates gates =
          new Gates(
              List.of(
                  new HoursGate(window, "m" + key, GateReason.WINDOW, "w"),
                  new HoursGate(awake, "m" + key, GateReason.QUIET_HOURS, "q")));

      Gates.Passage passage = gates.earliest(night);

      assertThat(passage.found()).as("m%d", key).isTrue();
      assertThat(passage.at())
          .isBetween(
              Instant.parse("2026-03-02T09:00:00Z"), Instant.parse("2026-03-02T09:00:59.999Z"));
    }
  }

  @Test
  void noMailLeavesWhileTheWallShowsAnotherTimeAndNoneWaitsForEver() {
    long seed = Long.getLong("stitch.seed", System.nanoTime());
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    for (int i = 0; i < CASES; i++) {
      ZoneId zone = ZONES.get(i % ZONES.size());
      SendHours window = window(random, zone);
      Quiet quiet = new Quiet(LocalTime.of(20 + random.nextInt(4), 30), LocalTime.of(6, 45));
      TreeSet<Instant> sent = new TreeSet<>();
      List<Cap> caps =
          List.of(
              new Cap(1 + random.nextInt(5), Duration.ofDays(1), sent),
              new Cap(1, Duration.ofSeconds(1 + random.nextInt(5_000)), sent));
      Instant now = BEGIN;
      for (int mail = 0; mail < MAILS; mail++) {
        now = now.plusSeconds(random.nextLong(Duration.ofDays(7).toSeconds()));
        List<Gate> gates = new ArrayList<>(caps);
        String key = "mail " + mail;
        gates.add(new HoursGate(window, key, GateReason.WINDOW, ""));
        gates.add(
            new HoursGate(
                SendHours.outside(quiet.from(), quiet.to(), zone),
                key,
                GateReason.QUIET_HOURS,
                ""));

        Gates.Passage passage = new Gates(gates).earliest(now);

        String what = "seed %d, case %d, mail %d: %s".formatted(seed, i, mail, passage);
        assertThat(passage.at()).as(what).isBetween(now, now.plus(Duration.ofDays(400)));
        assertThat(passage.heldBy() == null).as(what).isEqualTo(passage.at().equals(now));
        ZonedDateTime wall = passage.at().atZone(zone);
        assertThat(isOpen(window, wall)).as(what).isTrue();
        assertThat(quiet.at(wall.toLocalTime())).as(what).isFalse();
        for (Cap cap : caps) {
          assertThat(cap.next(passage.at())).as(what).isEqualTo(passage.at());
        }
        assertThat(new Gates(gates).earliest(passage.at()).heldBy()).as(what).isNull();
        sent.add(passage.at());
      }
    }
  }

  @Test
  void whatHoldsAMailIsTheGateThatPutsItOffByMost() {
    Instant evening = Instant.parse("2026-03-02T18:00:00Z");
    Gate nightly =
        new HoursGate(
            SendHours.outside(LocalTime.of(21, 0), LocalTime.of(8, 0), ZoneId.of("UTC")),
            "k",
            GateReason.QUIET_HOURS,
            "");
    Gate cap = new Cap(1, Duration.ofHours(4), new TreeSet<>(Set.of(evening)));

    Gates.Passage passage = new Gates(List.of(cap, nightly)).earliest(evening);

    assertThat(passage.heldBy()).isEqualTo(nightly);
    assertThat(passage.at()).isAfterOrEqualTo(Instant.parse("2026-03-03T08:00:00Z"));
  }

  private static SendHours window(Random random, ZoneId zone) {
    List<SendHours.Block> blocks = new ArrayList<>();
    for (int i = 0; i <= random.nextInt(3); i++) {
      Set<DayOfWeek> days = EnumSet.of(DayOfWeek.of(1 + random.nextInt(7)));
      for (int day = 0; day < random.nextInt(6); day++) {
        days.add(DayOfWeek.of(1 + random.nextInt(7)));
      }
      LocalTime from = LocalTime.of(random.nextInt(24), random.nextInt(60));
      blocks.add(new SendHours.Block(days, from, from.plusMinutes(30 + random.nextInt(1_000))));
    }
    // A time that no quiet hour takes away.
    blocks.add(
        new SendHours.Block(
            EnumSet.of(DayOfWeek.TUESDAY), LocalTime.of(10, 0), LocalTime.of(15, 0)));
    Set<LocalDate> holidays = new HashSet<>();
    for (int i = 0; i < 30; i++) {
      holidays.add(LocalDate.of(2026, 1, 1).plusDays(random.nextInt(500)));
    }
    return new SendHours(blocks, holidays, zone);
  }

  /** Told from the wall clock alone. */
  private static boolean isOpen(SendHours window, ZonedDateTime wall) {
    if (window.holidays().contains(wall.toLocalDate())) {
      return false;
    }
    LocalTime time = wall.toLocalTime();
    DayOfWeek today = wall.getDayOfWeek();
    for (SendHours.Block block : window.blocks()) {
      boolean overnight = !block.to().isAfter(block.from());
      boolean thisDay =
          block.days().contains(today)
              && !time.isBefore(block.from())
              && (overnight || time.isBefore(block.to()));
      boolean sinceYesterday =
          overnight && block.days().contains(today.minus(1)) && time.isBefore(block.to());
      if (thisDay || sinceYesterday) {
        return true;
      }
    }
    return false;
  }
}

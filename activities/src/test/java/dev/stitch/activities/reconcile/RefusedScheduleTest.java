package dev.stitch.activities.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stitch.activities.testing.TestServers;
import dev.stitch.launch.schedule.ScheduledRuns;
import dev.stitch.store.Database;
import dev.stitch.store.Ids;
import dev.stitch.store.schedule.FireRepository;
import dev.stitch.store.schedule.ScheduledFire;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("server")
class RefusedScheduleTest {

  private TestServers servers;

  @BeforeEach
  void start() {
    servers = TestServers.start(false);
  }

  @AfterEach
  void stop() {
    servers.close();
  }

  @Test
  void theTimesOfBeforeDoNotStartATargetWhoseTimesTemporalRefuses() {
    UUID id = Ids.next();
    Instant time = Instant.parse("2026-01-05T09:00:00Z");
    servers
        .context()
        .getBean(Database.class)
        .update(
            """
            INSERT INTO scheduled_jobs (id, name, kind, target, every_seconds, timezone, overlap,
                jitter_seconds, catchup_seconds, paused, created_by, version, applied_version, problem)
            VALUES (?, 'Nightly', 'flow', '{}', 3600, 'UTC', 'skip', 0, 60, false, 'test', 2, 1,
                'Temporal refuses it: no such zone')
            """,
            id);

    boolean begun = servers.context().getBean(ScheduledRuns.class).accept(id, time, 1);

    ScheduledFire fire =
        servers.context().getBean(FireRepository.class).find(id, time).orElseThrow();
    assertThat(begun).isFalse();
    assertThat(fire.outcome()).isEqualTo(ScheduledFire.Outcome.REFUSED);
    assertThat(fire.reason()).contains("no such zone");
  }
}

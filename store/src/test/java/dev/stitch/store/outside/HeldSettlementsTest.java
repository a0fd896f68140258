package dev.stitch.store.outside;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stitch.store.connect.DatabaseConfigurer;
import dev.stitch.store.connect.DatabaseUrl;
import dev.stitch.store.testing.Postgres;
import io.micronaut.context.ApplicationContext;
import java.sql.SQLException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("server")
class HeldSettlementsTest {

  @Test
  void whatIsHeldIsToldWithItsLastNumbersUntilItIsReleased() throws SQLException {
    DatabaseUrl url = Postgres.freshDatabase();
    try (ApplicationContext context = ApplicationContext.run(DatabaseConfigurer.properties(url))) {
      HeldSettlements held = context.getBean(HeldSettlements.class);
      assertThat(held.release(LiveKind.JOURNEY)).isFalse();

      held.hold(LiveKind.JOURNEY, "default", 200, 21);
      HeldSettlement first = HeldSettlement.read(url).getFirst();
      held.hold(LiveKind.JOURNEY, "default", 180, 60);
      held.hold(LiveKind.RUN, "default", 3, 3);

      assertThat(HeldSettlement.read(url))
          .satisfiesExactly(
              journeys -> {
                assertThat(journeys.workflowType()).isEqualTo(LiveKind.JOURNEY.workflowType());
                assertThat(journeys.looked()).isEqualTo(180);
                assertThat(journeys.gone()).isEqualTo(60);
                assertThat(journeys.since()).isEqualTo(first.since());
                assertThat(journeys.seenAt()).isAfter(first.seenAt());
              },
              runs -> assertThat(runs.workflowType()).isEqualTo(LiveKind.RUN.workflowType()));

      assertThat(held.release(LiveKind.JOURNEY)).isTrue();
      assertThat(HeldSettlement.read(url)).hasSize(1);
    }
  }
}

package dev.stitch.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stitch.json.JsonCodec;
import dev.stitch.model.GateReason;
import dev.stitch.step.Wait;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Waits as earlier builds wrote them into states, signals and rows. */
class WaitingOnTest {

  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

  @Test
  void aTurnOfAnEarlierBuildIsReadAsAGateWithoutAReason() throws Exception {
    WaitingOn read =
        JsonCodec.MAPPER.readValue(
            """
            {"kind": "turn", "nodeId": "mail", "until": "2026-03-02T12:00:00Z", "detail": "50 a day"}
            """,
            WaitingOn.class);

    assertThat(read).isEqualTo(new WaitingOn("gate", "mail", null, NOON, "50 a day", null));
  }

  @Test
  void aSlotOfAnEarlierBuildIsReadAndOneOfOursIsStillCalledATurn() throws Exception {
    Wait read =
        JsonCodec.MAPPER.readValue(
            """
            {"kind": "turn", "until": "2026-03-02T12:00:00Z", "at": "2026-03-02T12:00:00Z",
             "limit": "50 a day"}
            """,
            Wait.class);
    Wait ours = new Wait.Slot(NOON, NOON, "quiet hours", GateReason.QUIET_HOURS);

    assertThat(read).isEqualTo(new Wait.Slot(NOON, NOON, "50 a day", null));
    String written = JsonCodec.MAPPER.writerFor(Wait.class).writeValueAsString(ours);
    assertThat(written).contains("\"kind\":\"turn\"", "\"reason\":\"QUIET_HOURS\"");
    assertThat(JsonCodec.MAPPER.readValue(written, Wait.class)).isEqualTo(ours);
  }
}

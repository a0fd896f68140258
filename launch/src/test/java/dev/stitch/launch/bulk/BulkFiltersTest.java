package dev.stitch.launch.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.launch.request.Refusal;
import dev.stitch.store.Ids;
import dev.stitch.store.Jsonb;
import dev.stitch.store.bulk.BulkTarget;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BulkFiltersTest {

  /** Stays of all flows would be read from every event that there is. */
  @ParameterizedTest
  @CsvSource({"cameTo,won", "from,2026-02-01", "to,2026-02-01", "became,there"})
  void whatIsAskedOfStaysIsAskedOfOneFlow(String field, String value) {
    ObjectNode filter = Jsonb.object().put(field, value);

    Refusal refused =
        catchThrowableOfType(
            Refusal.class, () -> BulkFilters.conditions(BulkTarget.JOURNEYS, filter));

    assertThat(refused.reason()).isEqualTo(Refusal.Reason.INVALID);
    assertThat(refused.faults())
        .containsExactly(
            new Refusal.Fault("/filter/" + field, "is asked of one flow: give flowId, too"));
    filter.put("flowId", Ids.next().toString());
    assertThat(BulkFilters.conditions(BulkTarget.JOURNEYS, filter).where()).contains("stays");
  }

  @Test
  void aVersionAloneIsAskedOfAllFlows() {
    ObjectNode filter = Jsonb.object().put("version", 2);

    assertThat(BulkFilters.conditions(BulkTarget.JOURNEYS, filter).where())
        .contains("e.flow_version");
  }

  /** What is left out of a filter has the act done to more than was meant. */
  @ParameterizedTest
  @CsvSource({
    "JOURNEYS,contact",
    "JOURNEYS,stay",
    "JOURNEYS,stage",
    "TASKS,stage",
    "RUNS,agent",
    "RUNS,git"
  })
  void whatAListDoesNotFilterByIsRefused(BulkTarget target, String field) {
    ObjectNode filter = Jsonb.object();
    filter.putObject(field).put("tag", "vip");

    Refusal refused =
        catchThrowableOfType(Refusal.class, () -> BulkFilters.conditions(target, filter));

    assertThat(refused.faults())
        .singleElement()
        .satisfies(fault -> assertThat(fault.pointer()).isEqualTo("/filter/" + field))
        .satisfies(
            fault -> assertThat(fault.message()).startsWith("is not known here; known are "));
  }

  @Test
  void whatIsWrongIsNamedAsItWasGiven() {
    ObjectNode filter = Jsonb.object().put("flowId", Ids.next().toString()).put("became", "odd");

    Refusal refused =
        catchThrowableOfType(
            Refusal.class, () -> BulkFilters.conditions(BulkTarget.JOURNEYS, filter));

    assertThat(refused.faults())
        .extracting(Refusal.Fault::pointer)
        .containsExactly("/filter/became");
  }
}

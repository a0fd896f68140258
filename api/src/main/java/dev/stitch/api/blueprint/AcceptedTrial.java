package dev.stitch.api.blueprint;

import dev.stitch.store.journey.SkippedContact;
import io.micronaut.core.annotation.Nullable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.UUID;

/**
 * A trial that was accepted.
 *
 * @param flowId the flow to look at: the business flow, or the one that is run
 * @param contacts how many sample contacts there are
 * @param bulkOperationId what starts the journeys; null when a run or mails do
 * @param accepted how many journeys start
 * @param skipped sample contacts that do not start, with the reason; those of an earlier trial may
 *     still be under way
 * @param runId the direct run, null when journeys start
 * @param mails how many mails arrive, each of which begins a journey or is heard by its sender's
 */
@Schema(name = "TriedBlueprint")
record AcceptedTrial(
    String id,
    UUID flowId,
    int contacts,
    @Nullable UUID bulkOperationId,
    long accepted,
    List<SkippedContact> skipped,
    @Nullable UUID runId,
    int mails) {}

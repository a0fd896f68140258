package dev.stitch.api.blueprint;

import dev.stitch.store.journey.SkippedContact;
import io.micronaut.core.annotation.Nullable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.UUID;

/**
 * A trial that was accepted.
 *
 * @param flowId the flow to look at: the business flow, or the one that is run; null when it is a
 *     template
 * @param templateId the template to look at, null when it is a flow
 * @param contacts how many sample contacts there are
 * @param bulkOperationId what starts the journeys or enrollments; null when a run or mails do
 * @param accepted how many journeys or enrollments start
 * @param skipped sample contacts that do not start, with the reason; those of an earlier trial may
 *     still be under way
 * @param runId the direct run, null when journeys start
 * @param mails how many mails arrive, each of which begins a journey or is heard by its sender's
 */
@Schema(name = "TriedBlueprint")
record AcceptedTrial(
    String id,
    @Nullable UUID flowId,
    @Nullable UUID templateId,
    int contacts,
    @Nullable UUID bulkOperationId,
    long accepted,
    List<SkippedContact> skipped,
    @Nullable UUID runId,
    int mails) {}

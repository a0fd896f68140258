package dev.stitch.launch.schedule;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.launch.request.AcceptedRun;
import dev.stitch.launch.request.Refusal;
import dev.stitch.launch.request.RequestJson;
import dev.stitch.launch.request.RunOrigin;
import dev.stitch.launch.sync.GmailSyncRequest;
import dev.stitch.launch.sync.SyncRequest;
import dev.stitch.launch.sync.SyncRequests;
import dev.stitch.launch.sync.XEnrichRequest;
import dev.stitch.launch.sync.XSyncRequest;
import dev.stitch.store.schedule.ScheduleKind;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;

/**
 * Syncs an account: {@code platform} and the body of that platform's route. {@code type} {@code
 * enrich} of X is the body of {@code /api/platforms/x/enrich}. An export of LinkedIn is a file,
 * which no schedule has.
 */
@Singleton
final class SyncTarget implements ScheduleTarget {

  private static final String PLATFORM = "platform";
  private static final String TYPE = "type";

  private final SyncRequests syncs;

  SyncTarget(SyncRequests syncs) {
    this.syncs = syncs;
  }

  @Override
  public Set<ScheduleKind> kinds() {
    return Set.of(ScheduleKind.SYNC);
  }

  @Override
  public void check(ScheduleKind kind, ObjectNode target) {
    syncs.check(request(target));
  }

  @Override
  public Started start(ScheduleKind kind, ObjectNode target, RunOrigin origin) {
    AcceptedRun accepted = syncs.accept(request(target), origin);
    return new Started(accepted.runId(), null, Optional.of(accepted.launch()));
  }

  private static SyncRequest request(ObjectNode target) {
    ObjectNode body = target.deepCopy();
    body.remove(PLATFORM);
    return switch (target.path(PLATFORM).asText()) {
      case "x" -> ofX(body);
      case "gmail" -> RequestJson.read(body, GmailSyncRequest.class).read();
      default -> throw Refusal.invalid("/" + PLATFORM, "must be x or gmail");
    };
  }

  private static SyncRequest ofX(ObjectNode body) {
    if (!body.path(TYPE).asText().equals("enrich")) {
      return RequestJson.read(body, XSyncRequest.class).read();
    }
    body.remove(TYPE);
    return RequestJson.read(body, XEnrichRequest.class).read();
  }
}

package dev.stitch.api.sync;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.stitch.api.error.ApiProblem;
import dev.stitch.api.security.Caller;
import dev.stitch.connectors.linkedin.LinkedInExport;
import dev.stitch.connectors.linkedin.UnusableExportException;
import dev.stitch.launch.request.AcceptedRun;
import dev.stitch.launch.request.RunOrigin;
import dev.stitch.launch.sync.SyncRequests;
import dev.stitch.store.crm.SyncUploadRepository;
import dev.stitch.store.crm.SyncUploadRepository.Upload;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.UUID;

/** Takes exports of LinkedIn in, and has a run read each. */
@Singleton
class LinkedInExports {

  private final SyncUploadRepository uploads;
  private final SyncRequests requests;
  private final Syncs syncs;

  LinkedInExports(SyncUploadRepository uploads, SyncRequests requests, Syncs syncs) {
    this.uploads = uploads;
    this.requests = requests;
    this.syncs = syncs;
  }

  /**
   * Stores an export and starts its run.
   *
   * @param wait seconds, as the query says them; null for not at all
   * @throws ApiProblem 422 when the file is no export
   */
  HttpResponse<?> start(
      HttpRequest<?> request,
      Caller caller,
      InputStream file,
      @Nullable UUID platformAccountId,
      @Nullable String wait) {
    Upload upload = stored(file);
    Acceptance acceptance = new Acceptance(upload, platformAccountId, caller);
    try {
      requireExport(upload.id());
      return syncs.start(request, acceptance.body(), wait, acceptance::accept);
    } finally {
      // Refused, or an answer of before. Once accepted, a run may read it, whatever happens here.
      if (!acceptance.used) {
        uploads.delete(upload.id());
      }
    }
  }

  /** Accepts the run of an upload, and remembers whether it was asked to. */
  private final class Acceptance {

    private final Upload upload;
    private final @Nullable UUID platformAccountId;
    private final Caller caller;
    private boolean used;

    Acceptance(Upload upload, @Nullable UUID platformAccountId, Caller caller) {
      this.upload = upload;
      this.platformAccountId = platformAccountId;
      this.caller = caller;
    }

    /** What tells the request from another one under the same key. */
    Object body() {
      return JsonNodeFactory.instance
          .objectNode()
          .put("sha256", upload.hash())
          .put(
              "platformAccountId", platformAccountId == null ? null : platformAccountId.toString());
    }

    AcceptedRun accept() {
      AcceptedRun run =
          requests.acceptExport(platformAccountId, upload.id(), RunOrigin.user(caller.actor()));
      used = true;
      return run;
    }
  }

  private Upload stored(InputStream file) {
    try (file) {
      return uploads.store(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void requireExport(UUID upload) {
    try (LinkedInExport export = LinkedInExport.open(uploads.open(upload).orElseThrow())) {
      export.read();
    } catch (UnusableExportException e) {
      throw ApiProblem.invalid("", e.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package dev.stitch.api.temporal;

import io.micronaut.context.annotation.Value;
import io.micronaut.core.annotation.Nullable;
import io.temporal.client.WorkflowClient;
import jakarta.inject.Singleton;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Where a workflow is shown in the Temporal Web UI ({@code STITCH_TEMPORAL_UI}). */
@Singleton
public class TemporalUi {

  private final String base;
  private final String namespace;

  TemporalUi(
      @Value("${stitch.temporal.ui:`http://127.0.0.1:8233`}") String base, WorkflowClient client) {
    this.base = base.replaceAll("/+$", "");
    this.namespace = client.getOptions().getNamespace();
  }

  /** Its address, without a slash at the end. */
  public String base() {
    return base;
  }

  /** The address of a workflow; null when there is none. */
  public @Nullable String url(@Nullable String workflowId) {
    return workflowId == null
        ? null
        : base + "/namespaces/" + encoded(namespace) + "/workflows/" + encoded(workflowId);
  }

  private static String encoded(String part) {
    return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
  }
}

package dev.stitch.activities.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.model.FailureCode;
import dev.stitch.model.StepException;
import dev.stitch.step.StepContext;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import okhttp3.Headers;

/** Fetches pages through the outbound guard. Reading one twice does no harm. */
@Singleton
public class PageFetcher {

  private static final int DEFAULT_MAX_CHARS = 50_000;

  private static final Set<String> PAGES =
      Set.of("text/html", "application/xhtml+xml", "text/plain");

  private final OutboundHttp http;

  public PageFetcher(OutboundHttp http) {
    this.http = http;
  }

  /** The step's output. */
  public JsonNode fetch(StepContext context) throws StepException, InterruptedException {
    int maxChars = context.config().path("maxChars").asInt(DEFAULT_MAX_CHARS);
    return fetch(new RequestComposer(context).compose()).toJson(maxChars);
  }

  /**
   * A page, redirects followed.
   *
   * @param limit longest time for all of it
   * @throws StepException {@code INVALID_CONFIG} when that is no URL of the web, {@code
   *     FORBIDDEN_ADDRESS} when it may not be called from here, {@code REJECTED} when the answer is
   *     no page or has more than 1 MiB
   */
  public FetchedPage fetch(String url, Duration limit) throws StepException, InterruptedException {
    return fetch(
        new HttpCall(
            "GET", RequestComposer.url(url), Headers.of("User-Agent", "Stitch"), null, limit));
  }

  private FetchedPage fetch(HttpCall call) throws StepException, InterruptedException {
    Optional<FetchedPage> sample = SamplePages.find(call.url());
    return sample.isPresent() ? sample.get() : fetched(call);
  }

  private FetchedPage fetched(HttpCall call) throws StepException, InterruptedException {
    HttpAnswer answer;
    try {
      answer = http.exchange(call);
    } catch (IOException e) {
      throw HttpFailure.of(call, e);
    }
    if (!new Expectation(Set.of()).meets(answer.status())) {
      throw HttpFailure.of(call, answer);
    }
    if (answer.tooLarge()) {
      throw HttpFailure.tooLarge();
    }
    String type = answer.headers().getOrDefault("content-type", "text/html");
    if (!PAGES.contains(type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))) {
      throw new StepException(
          FailureCode.REJECTED, call.url().host() + " answered " + type + ", which is no page.");
    }
    String html = answer.body().isTextual() ? answer.body().textValue() : "";
    return new FetchedPage(html, answer.url().toString());
  }
}

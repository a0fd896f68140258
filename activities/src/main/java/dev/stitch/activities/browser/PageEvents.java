package dev.stitch.activities.browser;

import dev.stitch.json.JsonCodec;
import io.micronaut.core.annotation.Nullable;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Hears how far a page is, and closes the dialogs that it opens: nobody is there to answer. */
final class PageEvents implements Consumer<DevTools.Event> {

  private final CompletableFuture<Void> loaded = new CompletableFuture<>();
  private final CompletableFuture<Void> quiet = new CompletableFuture<>();
  private volatile @Nullable DevTools tools;
  private volatile boolean navigated;

  void answerBy(DevTools browser) {
    tools = browser;
  }

  /** Done when the page and what belongs to it has come. */
  CompletableFuture<Void> loaded() {
    return loaded;
  }

  /** Done when the page has fetched nothing for half a second. */
  CompletableFuture<Void> quiet() {
    return quiet;
  }

  @Override
  public void accept(DevTools.Event event) {
    switch (event.method()) {
      case "Page.frameNavigated" -> navigated = true;
      case "Page.loadEventFired" -> loaded.complete(null);
      case "Page.lifecycleEvent" -> {
        if (navigated && event.params().path("name").asText().equals("networkIdle")) {
          quiet.complete(null);
        }
      }
      case "Page.javascriptDialogOpening" -> close(event);
      default -> {
        // Nothing waits for it.
      }
    }
  }

  private void close(DevTools.Event event) {
    DevTools browser = tools;
    if (browser == null) {
      return;
    }
    try {
      browser.tell(
          event.session(),
          "Page.handleJavaScriptDialog",
          JsonCodec.MAPPER.createObjectNode().put("accept", false));
    } catch (IOException e) {
      // The browser has ended; whoever waits for the page is told so.
    }
  }
}

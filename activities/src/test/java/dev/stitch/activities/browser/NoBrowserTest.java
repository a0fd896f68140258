package dev.stitch.activities.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.stitch.activities.http.OutboundGuard;
import dev.stitch.model.FailureCode;
import dev.stitch.model.StepException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Apart from {@link BrowserTest}, which needs a Chromium: most machines of users have none. */
class NoBrowserTest {

  @Test
  void withoutABrowserItSaysSo() {
    Browser none = new Browser(new OutboundGuard(""), "off");

    assertThat(none.installed()).isFalse();
    assertThat(
            catchThrowableOfType(
                    StepException.class,
                    () -> none.show("https://example.org", Duration.ofSeconds(30)))
                .code())
        .isEqualTo(FailureCode.INVALID_CONFIG);
  }
}

package dev.stitch.api.http;

import io.micronaut.core.annotation.Nullable;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Cuts a connection off whose client sends the beginning of a body and then nothing, or one byte
 * now and then. Only the time for which the server waits for the client counts: a body that is read
 * slowly, because the database is slow, is not the client's fault.
 */
final class BodyDeadline extends ChannelDuplexHandler {

  private static final Logger LOG = LoggerFactory.getLogger(BodyDeadline.class);

  private final Duration silence;
  private final Duration whole;

  private boolean receiving;
  private boolean waiting;
  private long began;
  private long waitingSince;
  private @Nullable Future<?> look;

  /**
   * @param silence the longest time without a piece of the body
   * @param whole the longest time for all of it
   */
  BodyDeadline(Duration silence, Duration whole) {
    this.silence = silence;
    this.whole = whole;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
    waiting = false;
    if (message instanceof HttpRequest) {
      receiving = true;
      began = System.nanoTime();
    }
    if (message instanceof LastHttpContent) {
      receiving = false;
      stopLooking();
    }
    super.channelRead(context, message);
  }

  @Override
  public void read(ChannelHandlerContext context) throws Exception {
    if (receiving && !waiting) {
      waiting = true;
      waitingSince = System.nanoTime();
      lookLater(context);
    }
    super.read(context);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) throws Exception {
    stopLooking();
    super.channelInactive(context);
  }

  private void lookLater(ChannelHandlerContext context) {
    if (look == null) {
      look = context.executor().schedule(() -> look(context), nanosLeft(), TimeUnit.NANOSECONDS);
    }
  }

  private void look(ChannelHandlerContext context) {
    look = null;
    if (!receiving || !waiting) {
      return;
    }
    if (nanosLeft() > 0) {
      lookLater(context);
      return;
    }
    LOG.info("A client did not send the rest of its body in time; its connection is closed");
    var unused = context.close();
  }

  private long nanosLeft() {
    long now = System.nanoTime();
    return Math.min(silence.toNanos() - (now - waitingSince), whole.toNanos() - (now - began));
  }

  private void stopLooking() {
    if (look != null) {
      look.cancel(false);
      look = null;
    }
  }
}

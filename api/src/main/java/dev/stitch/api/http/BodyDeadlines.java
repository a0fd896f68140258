package dev.stitch.api.http;

import io.micronaut.context.annotation.Value;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Gives every connection its {@link BodyDeadline}. */
@Singleton
class BodyDeadlines implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {

  private final Duration silence;
  private final Duration whole;

  BodyDeadlines(
      @Value("${stitch.body.silence:30s}") Duration silence,
      @Value("${stitch.body.whole:15m}") Duration whole) {
    this.silence = silence;
    this.whole = whole;
  }

  @Override
  public NettyServerCustomizer.Registry onCreated(
      BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
    event.getBean().register(new OfServer());
    return event.getBean();
  }

  private final class OfServer implements NettyServerCustomizer {
    @Override
    public NettyServerCustomizer specializeForChannel(Channel channel, ChannelRole role) {
      return role == ChannelRole.CONNECTION ? new OfConnection(channel) : this;
    }
  }

  private final class OfConnection implements NettyServerCustomizer {

    private final Channel channel;

    OfConnection(Channel channel) {
      this.channel = channel;
    }

    @Override
    public void onStreamPipelineBuilt() {
      ChannelHandlerContext codec =
          channel.pipeline().context(ChannelPipelineCustomizer.HANDLER_HTTP_SERVER_CODEC);
      if (codec != null) {
        channel
            .pipeline()
            .addAfter(codec.name(), "body-deadline", new BodyDeadline(silence, whole));
      }
    }
  }
}

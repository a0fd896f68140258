package dev.stitch.api.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stitch.launch.request.RequestJson;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import jakarta.inject.Singleton;

/** Has the API read and write JSON as {@link RequestJson} says. */
@Singleton
public class JsonSettings implements BeanCreatedEventListener<ObjectMapper> {

  @Override
  public ObjectMapper onCreated(BeanCreatedEvent<ObjectMapper> event) {
    return RequestJson.configured(event.getBean());
  }
}

package dev.stitch.activities.step;

import io.micronaut.context.BeanContext;
import jakarta.inject.Singleton;

/**
 * What {@code StepContext.service} answers from. Step types are found by ServiceLoader and so have
 * no injection of their own; their services are the singletons of the worker.
 */
@Singleton
public class StepServices {

  private final BeanContext beans;

  public StepServices(BeanContext beans) {
    this.beans = beans;
  }

  /**
   * @throws IllegalStateException when this process does not offer it
   */
  public <T> T get(Class<T> type) {
    return beans
        .findBean(type)
        .orElseThrow(
            () -> new IllegalStateException("This process offers no " + type.getName() + "."));
  }
}

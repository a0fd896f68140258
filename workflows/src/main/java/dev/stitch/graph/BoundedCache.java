package dev.stitch.graph;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * A process cache that computes a value once per key and forgets the key that was unused longest.
 * Callers that meet the same missing key wait for one computation; a failed one is not remembered.
 */
public final class BoundedCache<K, V> {

  private final Map<K, Slot<V>> slots;

  public BoundedCache(int capacity) {
    this.slots =
        new LinkedHashMap<>(16, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<K, Slot<V>> eldest) {
            return size() > capacity;
          }
        };
  }

  /** The cached value, computed by {@code load} when there is none. */
  public V get(K key, Function<? super K, ? extends V> load) {
    Slot<V> slot;
    synchronized (slots) {
      slot = slots.computeIfAbsent(key, absent -> new Slot<>());
    }
    return slot.get(() -> load.apply(key));
  }

  private static final class Slot<V> {
    private V value;

    synchronized V get(java.util.function.Supplier<? extends V> load) {
      if (value == null) {
        value = load.get();
      }
      return value;
    }
  }
}

package dev.ferry.oci.registry;

import dev.ferry.model.Digest;
import dev.ferry.oci.registry.name.Repository;
import dev.ferry.store.FactStore;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Where uploads are under way, so that a run that was killed can go on. Only addresses of the
 * registry itself are noted: they are of no use to anybody who may not log in there, which an
 * address of a storage service with a signature in it would be.
 */
final class UploadNotes {
  private static final String KIND = "upload-1";

  private final FactStore facts;
  private final Repository repository;

  UploadNotes(FactStore facts, Repository repository) {
    this.facts = facts;
    this.repository = repository;
  }

  Optional<URI> find(Digest blob) {
    return facts.find(KIND, key(blob)).flatMap(UploadNotes::address);
  }

  private static Optional<URI> address(byte[] text) {
    try {
      return Optional.of(URI.create(new String(text, StandardCharsets.UTF_8)))
          .filter(URI::isAbsolute);
    } catch (IllegalArgumentException damaged) {
      return Optional.empty();
    }
  }

  void put(Digest blob, URI location) {
    var unused = facts.put(KIND, key(blob), location.toString().getBytes(StandardCharsets.UTF_8));
  }

  void forget(Digest blob) {
    facts.forget(KIND, key(blob));
  }

  private String key(Digest blob) {
    return repository + "@" + blob;
  }
}

package dev.ferry.cli.command;

import dev.ferry.model.Language;
import dev.ferry.python.lock.Lock;
import dev.ferry.python.lock.LockedPackage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Locks for programs: {@code targets[]} with {@code name} and {@code packages[]}. */
final class LockDocument {
  private LockDocument() {}

  static Map<String, Object> of(List<Lock> locks, Language language) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("targets", locks.stream().map(lock -> target(lock, language)).toList());
    return document;
  }

  static Map<String, Object> target(Lock lock, Language language) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", lock.target());
    fields.put("python", lock.python());
    fields.put("locked", lock.locked().toString());
    fields.put("packages", lock.packages().stream().map(LockDocument::locked).toList());
    fields.put("notes", lock.notes().stream().map(note -> note.in(language)).toList());
    return fields;
  }

  private static Map<String, Object> locked(LockedPackage locked) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", locked.name().normalized());
    fields.put("version", locked.version().toString());
    fields.put("file", locked.file());
    fields.put("sha256", locked.sha256().hex());
    fields.put("size", locked.size());
    fields.put("source", locked.source());
    fields.put("built", locked.built());
    fields.put("fit", locked.fit().id());
    fields.put("requested", locked.requested());
    return fields;
  }

  /** Bytes of its wheels, as far as their sizes are known. */
  static long bytes(Lock lock) {
    return lock.packages().stream().mapToLong(locked -> locked.size().orElse(0)).sum();
  }
}

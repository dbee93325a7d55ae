package dev.ferry.carry.compare;

import dev.ferry.python.wheel.MemberFacts;
import dev.ferry.python.wheel.WheelRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What changed inside a wheel, file by file, by the digests of their bytes.
 *
 * @param same number of files with the same bytes under the same name
 * @param changes every other file, the largest first
 */
public record MemberChanges(int same, List<MemberChange> changes) {
  public MemberChanges {
    changes = List.copyOf(changes);
  }

  /** Compares two wheels of one package. */
  static MemberChanges between(WheelRecord before, WheelRecord after) {
    Map<String, MemberFacts> old = byName(before);
    List<MemberChange> changes = new ArrayList<>();
    int same = 0;
    for (MemberFacts member : after.members()) {
      MemberFacts earlier = old.remove(versionless(member.path(), after));
      if (earlier != null && earlier.sha256().equals(member.sha256())) {
        same++;
      } else {
        Change change = earlier == null ? Change.ADDED : Change.CHANGED;
        long size = earlier == null ? 0 : earlier.size();
        changes.add(new MemberChange(member.path(), change, size, member.size()));
      }
    }
    old.values()
        .forEach(
            gone -> changes.add(new MemberChange(gone.path(), Change.REMOVED, gone.size(), 0)));
    changes.sort(
        Comparator.comparingLong(MemberChange::weight)
            .reversed()
            .thenComparing(MemberChange::path));
    return new MemberChanges(same, changes);
  }

  /** Number of files that changed in one way. */
  public long count(Change change) {
    return changes.stream().filter(one -> one.change() == change).count();
  }

  /** Number of files of the newer wheel. */
  public long files() {
    return same + count(Change.CHANGED) + count(Change.ADDED);
  }

  /** The file that weighs most among those that changed. */
  public Optional<MemberChange> largest() {
    return changes.stream().findFirst();
  }

  private static Map<String, MemberFacts> byName(WheelRecord wheel) {
    Map<String, MemberFacts> members = new TreeMap<>();
    wheel.members().forEach(member -> members.put(versionless(member.path(), wheel), member));
    return members;
  }

  /** The folders whose names carry the version are the same folders in every version. */
  static String versionless(String path, WheelRecord wheel) {
    String info = wheel.distInfo();
    String stem = info.substring(0, info.length() - ".dist-info".length());
    for (String folder : List.of(".dist-info", ".data")) {
      if (path.startsWith(stem + folder + "/")) {
        return folder + path.substring(stem.length() + folder.length());
      }
    }
    return path;
  }
}

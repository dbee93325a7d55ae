package dev.ferry.carry.parcel;

import dev.ferry.model.Digest;
import dev.ferry.model.Progress;
import dev.ferry.model.Text;
import java.security.MessageDigest;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Parts of which no manifest is known: each is whole by the digest in its header, or it is not. */
final class WholeParts {
  private final List<PartFile> files;
  private final SortedSet<Integer> good = new TreeSet<>();
  private boolean checked;

  WholeParts(List<PartFile> files) {
    this.files = List.copyOf(files);
  }

  long bytes() {
    return files.stream().mapToLong(PartFile::size).sum();
  }

  synchronized void check(Progress.Task task) {
    for (PartFile file : files) {
      if (isWhole(file, task)) {
        good.add(file.part());
      } else {
        file.fault(
            Text.of("part %d has another digest than it had", "第 %d 卷的摘要与原来不符", file.part()));
      }
    }
    checked = true;
  }

  static boolean isWhole(PartFile file, Progress.Task task) {
    if (file.findHeader().isEmpty()) {
      return false;
    }
    PartHeader header = file.findHeader().get();
    MessageDigest digest = Digest.sha256();
    byte[] buffer = new byte[PartLayout.SLICE];
    for (long place = PartHeader.SIZE; place < header.fileSize(); place += buffer.length) {
      int length = (int) Math.min(buffer.length, header.fileSize() - place);
      if (!file.read(place, buffer, length)) {
        return false;
      }
      digest.update(buffer, 0, length);
      task.advance(length);
    }
    return Digest.from(digest.digest()).equals(header.digest());
  }

  synchronized PartNeed need() {
    if (!checked) {
      check(Progress.Task.NONE);
    }
    PartHeader header = files.get(0).findHeader().orElseThrow();
    return NeedCount.of(header.dataParts(), header.parityParts(), good);
  }
}

package dev.ferry.python.version;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A version taken apart.
 *
 * @param epoch 0 where none is written
 * @param release at least one number, zeros at the end kept
 * @param pre kind of pre-release, null for none
 * @param preNumber its number
 * @param post number of the post release, {@link #NONE} for none
 * @param dev number of the development release, {@link #NONE} for none
 * @param local segments of the local label in lower case, numbers without leading zeros; empty for
 *     no label
 */
record VersionParts(
    long epoch,
    List<Long> release,
    @Nullable PreRelease pre,
    long preNumber,
    long post,
    long dev,
    List<String> local) {
  static final long NONE = -1;

  VersionParts {
    release = List.copyOf(release);
    local = List.copyOf(local);
  }

  VersionParts withLocal(List<String> label) {
    return new VersionParts(epoch, release, pre, preNumber, post, dev, label);
  }

  VersionParts withPostAndDev(long newPost, long newDev) {
    return new VersionParts(epoch, release, pre, preNumber, newPost, newDev, List.of());
  }

  /** {@code <release>.dev0} of the same epoch: below every version of that release. */
  VersionParts lowest(List<Long> ofRelease) {
    return new VersionParts(epoch, ofRelease, null, 0, NONE, 0, List.of());
  }

  boolean isPrerelease() {
    return pre != null || dev != NONE;
  }

  /**
   * Everything but the local label as numbers, so that the order of the arrays is the order of PEP
   * 440: epoch, release padded or trimmed to {@code length}, then the ranks of pre, post and dev.
   */
  long[] sortKey(int length) {
    long[] key = Arrays.copyOf(new long[] {epoch}, length + 7);
    for (int i = 0; i < length && i < release.size(); i++) {
      key[i + 1] = release.get(i);
    }
    key[length + 1] = preRank();
    key[length + 2] = preNumber;
    key[length + 3] = post == NONE ? 0 : 1;
    key[length + 4] = post == NONE ? 0 : post;
    key[length + 5] = dev == NONE ? 1 : 0;
    key[length + 6] = dev == NONE ? 0 : dev;
    return key;
  }

  /** A development release of a final release stands before its alphas (PEP 440, "Summary"). */
  private int preRank() {
    if (pre != null) {
      return pre.rank();
    }
    return post == NONE && dev != NONE ? -1 : 3;
  }

  /** Length of the release without zeros at the end. */
  int trimmedLength() {
    int length = release.size();
    while (length > 0 && release.get(length - 1) == 0) {
      length--;
    }
    return length;
  }

  String text() {
    StringBuilder text = new StringBuilder();
    if (epoch != 0) {
      text.append(epoch).append('!');
    }
    for (int i = 0; i < release.size(); i++) {
      text.append(i == 0 ? "" : ".").append(release.get(i).longValue());
    }
    if (pre != null) {
      text.append(pre.letter()).append(preNumber);
    }
    if (post != NONE) {
      text.append(".post").append(post);
    }
    if (dev != NONE) {
      text.append(".dev").append(dev);
    }
    if (!local.isEmpty()) {
      text.append('+').append(String.join(".", local));
    }
    return text.toString();
  }
}

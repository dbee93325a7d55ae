package dev.ferry.python.wheel;

import dev.ferry.model.Text;
import java.util.Comparator;
import java.util.List;

/**
 * Checks that the members lie one after another from the first byte to the directory, and that each
 * local header repeats the directory, so that a reader that walks the archive from the front sees
 * the same wheel.
 */
final class ZipTiling {
  private final RangedBytes bytes;
  private final WheelFault fault;

  ZipTiling(RangedBytes bytes, WheelFault fault) {
    this.bytes = bytes;
    this.fault = fault;
  }

  void check(ZipDirectory directory, long directoryOffset) {
    List<ZipDirectory.Entry> entries =
        directory.entries().stream()
            .sorted(Comparator.comparingLong(entry -> entry.member().offset()))
            .toList();
    long expected = 0;
    for (int i = 0; i < entries.size(); i++) {
      ZipDirectory.Entry entry = entries.get(i);
      long offset = entry.member().offset();
      if (offset != expected) {
        throw offset(entry.member(), expected);
      }
      long next = i + 1 < entries.size() ? entries.get(i + 1).member().offset() : directoryOffset;
      expected = end(entry, next);
    }
    if (expected != directoryOffset) {
      throw fault.field(
          WheelFault.archive(), "bytes before the directory", directoryOffset - expected, 0);
    }
  }

  private RuntimeException offset(WheelMember member, long expected) {
    Text why =
        member.offset() < expected
            ? Text.of("%d, since it overlaps another member", "%d，因其与另一成员重叠", expected)
            : Text.of("%d, since bytes before it belong to nothing", "%d，因其之前有无主字节", expected);
    return fault.field(WheelFault.member(member.path()), "offset", member.offset(), why);
  }

  /** Where a member ends, its descriptor included. */
  private long end(ZipDirectory.Entry entry, long next) {
    WheelMember member = entry.member();
    if (next - member.offset() < LocalHeader.LENGTH) {
      throw fault.field(
          WheelFault.member(member.path()),
          "room for the local header",
          next - member.offset(),
          "at least " + LocalHeader.LENGTH);
    }
    byte[] start = bytes.read(member.offset(), LocalHeader.LENGTH);
    int length = LocalHeader.length(start, member, fault);
    long dataEnd = member.offset() + length + member.compressedSize();
    if (dataEnd > next) {
      throw fault.field(
          WheelFault.member(member.path()),
          "end",
          dataEnd,
          Text.of("at most %d, where the next part begins", "至多 %d，下一部分由此开始", next));
    }
    LocalHeader.check(bytes.read(member.offset(), length), entry, fault);
    if ((entry.flags() & ZipDirectory.DESCRIPTOR_FLAG) == 0) {
      return dataEnd;
    }
    int gap = (int) Math.min(next - dataEnd, 64);
    LocalHeader.checkDescriptor(bytes.read(dataEnd, gap), member, fault);
    return next;
  }
}

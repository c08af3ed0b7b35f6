internal import Synchronization

/// Counts what the gateway did, without anything of a mail.
public final class GatewayCounters: Sendable {
    private struct State {
        var verdicts: [String: Int] = [:]
        var reasons: [String: Int] = [:]
        var buckets = [Int](repeating: 0, count: GatewayCounters.bounds.count + 1)
        var microseconds = 0
        var bytes = 0
        var failures = 0
    }

    /// The upper bounds of the histogram of latencies, in milliseconds.
    static let bounds = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 60_000]

    private let state = Mutex(State())

    /// Counters at zero.
    public init() {}

    /// Counts a decision.
    func add(_ record: DecisionRecord) {
        state.withLock { state in
            state.verdicts[record.verdict, default: 0] += 1
            for reason in record.reasons { state.reasons[reason, default: 0] += 1 }
            let bucket = Self.bounds.firstIndex { record.microseconds <= $0 * 1_000 }
            state.buckets[bucket ?? Self.bounds.count] += 1
            state.microseconds += record.microseconds
            state.bytes += record.size
        }
    }

    /// Counts a conversation that ended without a verdict for its fault.
    func addFailure() { state.withLock { $0.failures += 1 } }

    /// All of them, as Prometheus reads them (text format 0.0.4).
    public var text: String {
        let state = state.withLock { $0 }
        var text = "# HELP biffure_mails_total Courriels par décision.\n"
        text += "# TYPE biffure_mails_total counter\n"
        for (verdict, count) in state.verdicts.sorted(by: { $0.key < $1.key }) {
            text += "biffure_mails_total{verdict=\"\(verdict)\"} \(count)\n"
        }
        text += "# HELP biffure_reasons_total Motifs des décisions.\n"
        text += "# TYPE biffure_reasons_total counter\n"
        for (reason, count) in state.reasons.sorted(by: { $0.key < $1.key }) {
            text += "biffure_reasons_total{reason=\"\(reason)\"} \(count)\n"
        }
        text += "# HELP biffure_mail_seconds Durée du jugement d'un courriel.\n"
        text += "# TYPE biffure_mail_seconds histogram\n"
        var total = 0
        for (bound, count) in zip(Self.bounds, state.buckets) {
            total += count
            text += "biffure_mail_seconds_bucket{le=\"\(Double(bound) / 1_000)\"} \(total)\n"
        }
        total += state.buckets[Self.bounds.count]
        text += "biffure_mail_seconds_bucket{le=\"+Inf\"} \(total)\n"
        text += "biffure_mail_seconds_sum \(Double(state.microseconds) / 1_000_000)\n"
        text += "biffure_mail_seconds_count \(total)\n"
        text += "# HELP biffure_mail_bytes_total Octets des courriels jugés.\n"
        text += "# TYPE biffure_mail_bytes_total counter\n"
        text += "biffure_mail_bytes_total \(state.bytes)\n"
        text += "# HELP biffure_milter_failures_total Conversations rompues sans verdict.\n"
        text += "# TYPE biffure_milter_failures_total counter\n"
        text += "biffure_milter_failures_total \(state.failures)\n"
        return text
    }
}

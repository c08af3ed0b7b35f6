extension Conversation {
    /// The envelope of the message that is being told, as far as it was told; nil between messages.
    public var envelope: Envelope? { draft?.envelope }
}

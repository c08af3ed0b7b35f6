/// The program that turns a msg into a mail: what msgconvert does, but for the packages of its other
/// options, which may be missing, and for what it draws by lot or takes from the clock.
enum OutlookMessage {
    /// Perl; its arguments are the msg and the mail.
    static let program = #"""
        eval { require Email::Outlook::Message; require Email::MessageID; require Digest::MD5; 1 }
            or exit 127;
        no warnings;
        open my $in, "<", $ARGV[0] or exit 1;
        binmode $in;
        my $sum = Digest::MD5->new->addfile($in)->hexdigest;
        my $number = 0;
        *Email::MessageID::create_user = sub { join ".", $sum, ++$number };
        *Email::Simple::Creator::_date_header = sub { "none" };
        my $mail = Email::Outlook::Message->new($ARGV[0], 0)->to_email_mime;
        $mail->header_set("Date") if $mail->header("Date") eq "none";
        open my $out, ">", $ARGV[1] or exit 1;
        binmode $out;
        print $out $mail->as_string or exit 1;
        close $out or exit 1;
        """#
}

//! The command line: reads arguments, asks the libraries, shows what they found.
//!
//! Exit codes: 0 answered; 1 the dossier or the request has faults; 2 the
//! command itself was mistyped; 130 stopped by Ctrl-C.

mod args;
mod commands;
mod show;
mod write;

use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    let cli = args::Cli::parse();
    // Without the handler Ctrl-C still stops the program, only without a word.
    let _ = ctrlc::set_handler(stop);
    match commands::run(cli.command) {
        Ok(answer) => match print(answer.as_bytes()) {
            Ok(()) => ExitCode::SUCCESS,
            Err(message) => fail(&message),
        },
        Err(message) => fail(&message),
    }
}

/// Ends at once, but lets a file that is being written become whole.
fn stop() {
    let _whole = hikiwake_dossier::stop_writing();
    let mut err = io::stderr();
    let over = if err.is_terminal() { "\r\x1b[K" } else { "" };
    let _ = writeln!(err, "{over}stopped: no answer, and no file half written");
    std::process::exit(130);
}

/// Prints the answer. A reader who has seen enough (`hikiwake … | head`) closes
/// the pipe: that is no fault.
fn print(answer: &[u8]) -> Result<(), String> {
    let mut out = io::stdout().lock();
    let done = out.write_all(answer).and_then(|()| out.flush());
    match done {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other.map_err(|error| format!("error: cannot print the answer: {error}")),
    }
}

fn fail(message: &str) -> ExitCode {
    // What failed because the program is being stopped is no fault.
    while hikiwake_dossier::stopped() {
        std::thread::park();
    }
    if !message.is_empty() {
        // Nothing is left to do if even this cannot be printed.
        let _ = writeln!(io::stderr(), "{}", message.trim_end());
    }
    ExitCode::from(1)
}

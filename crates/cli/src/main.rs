//! The command line: reads arguments, asks the libraries, shows what they found.
//!
//! Exit codes: 0 answered; 1 the dossier or the request has faults; 2 the
//! command itself was mistyped; 130 stopped by Ctrl-C.

mod answer;
mod args;
mod commands;
mod show;
mod write;

use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use clap::Parser;
use hikiwake_dossier::{shortened, visible};

#[global_allocator]
static HEAP: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let cli = match args::Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return mistyped(&error),
    };
    // Without the handler Ctrl-C still stops the program, only without a word.
    let _ = ctrlc::set_handler(stop);
    match commands::run(cli.command) {
        Ok(answer) => end(print(&answer)),
        Err(message) => end(Err(message)),
    }
}

fn end(done: Result<(), String>) -> ExitCode {
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            say(&message);
            ExitCode::from(1)
        }
    }
}

/// Help that was asked for, or what is wrong with the command; it may hold what was
/// typed, so only help keeps its colours.
fn mistyped(error: &clap::Error) -> ExitCode {
    let text = error.render();
    if error.use_stderr() {
        say(&text.to_string());
        return ExitCode::from(2);
    }
    end(match commands::coloured(io::stdout()) {
        true => print_as_is(text.ansi().to_string().as_bytes()),
        false => print_as_is(text.to_string().as_bytes()),
    })
}

/// Ends at once, but lets a file that is being written become whole.
fn stop() {
    let _whole = hikiwake_dossier::stop_writing();
    let mut err = io::stderr();
    let over = if err.is_terminal() { "\r\x1b[K" } else { "" };
    let _ = writeln!(err, "{over}stopped: no answer, and no file half written");
    std::process::exit(130);
}

/// Prints the answer; nothing in it can steer a terminal.
fn print(answer: &str) -> Result<(), String> {
    print_as_is(visible(answer).as_bytes())
}

/// Prints what has been made safe already, may have colours, or is a file. A reader who
/// has seen enough (`hikiwake … | head`) closes the pipe: that is no fault.
fn print_as_is(answer: &[u8]) -> Result<(), String> {
    let mut out = io::stdout().lock();
    let done = out.write_all(answer).and_then(|()| out.flush());
    match done {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other.map_err(|error| format!("error: cannot print the answer: {error}")),
    }
}

/// Says on stderr what is wrong; nothing in it can steer a terminal.
fn say(message: &str) {
    // What failed because the program is being stopped is no fault.
    while hikiwake_dossier::stopped() {
        std::thread::park();
    }
    let message = visible(message.trim_end());
    let lines: Vec<_> = message.lines().map(shortened).collect();
    if !message.is_empty() {
        say_as_is(&lines.join("\n"));
    }
}

/// Says what has been made safe already, and may have colours.
fn say_as_is(message: &str) {
    // Nothing is left to do if even this cannot be printed.
    let _ = writeln!(io::stderr(), "{}", message.trim_end());
}

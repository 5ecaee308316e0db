<?php
/**
 * The service: where it is, by which key, what it answers. The key never leaves the server.
 *
 * @package diemnhan
 */

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

/**
 * A setting, 'url' or 'key'; a constant of wp-config.php goes before what the settings page keeps.
 *
 * @param string $name Which.
 */
function diemnhan_setting( $name ) {
	$constant = 'DIEMNHAN_' . strtoupper( $name );
	if ( defined( $constant ) ) {
		return (string) constant( $constant );
	}
	$kept = get_option( 'diemnhan', array() );
	return isset( $kept[ $name ] ) ? (string) $kept[ $name ] : '';
}

/**
 * Put a question to the service. Returns array( 'status', 'data' ) or a WP_Error that an editor can read.
 *
 * @param string     $method  GET or POST.
 * @param string     $path    From /v1 on.
 * @param array|null $body    What is sent as JSON.
 * @param array      $headers Further headers.
 */
function diemnhan_ask( $method, $path, $body = null, $headers = array() ) {
	$url = untrailingslashit( diemnhan_setting( 'url' ) );
	if ( '' === $url ) {
		return new WP_Error( 'diemnhan_unset', diemnhan_word( 'unset' ), array( 'status' => 503 ) );
	}
	$headers['Accept'] = 'application/json';
	if ( '' !== diemnhan_setting( 'key' ) ) {
		$headers['Authorization'] = 'Bearer ' . diemnhan_setting( 'key' );
	}
	if ( null !== $body ) {
		$headers['Content-Type'] = 'application/json';
	}
	$answer = wp_remote_request(
		$url . $path,
		array(
			'method'      => $method,
			'headers'     => $headers,
			'body'        => null === $body ? null : wp_json_encode( $body ),
			'timeout'     => 120,
			'redirection' => 0, // The key is for this address alone.
		)
	);
	if ( is_wp_error( $answer ) ) {
		$told = diemnhan_word( 'unreachable' ) . ' ' . $answer->get_error_message();
		return new WP_Error( 'diemnhan_unreachable', $told, array( 'status' => 502 ) );
	}
	return diemnhan_read( wp_remote_retrieve_response_code( $answer ), wp_remote_retrieve_body( $answer ) );
}

/**
 * Read an answer. Errors keep the service's own words, cause and remedy.
 *
 * @param int    $status HTTP status.
 * @param string $body   JSON.
 */
function diemnhan_read( $status, $body ) {
	$data = json_decode( $body, true );
	if ( $status >= 200 && $status < 300 && is_array( $data ) ) {
		return array(
			'status' => $status,
			'data'   => $data,
		);
	}
	if ( ! is_array( $data ) || ! isset( $data['code'] ) ) {
		return new WP_Error( 'diemnhan_odd', diemnhan_word( 'odd' ) . " ($status)", array( 'status' => 502 ) );
	}
	$told = array( isset( $data['detail'] ) ? $data['detail'] : '', isset( $data['remedy'] ) ? $data['remedy'] : '' );
	// 401 and 403 are about our key, not about who is logged in here.
	$mine = in_array( $status, array( 400, 404, 409, 413, 415, 422, 429 ), true ) ? $status : 502;
	return new WP_Error(
		'diemnhan_' . sanitize_key( $data['code'] ),
		trim( implode( ' ', array_filter( $told, 'is_string' ) ) ),
		array( 'status' => $mine )
	);
}
